"""The app: one rerun of it serves one reader, one build and one page.

Holds the order of a rerun: state, language, the build read once, the page, the watch for a newer one.
Does not hold: pages (``views``), reading of data (``queries``), words.
Called by ``streamlit run``.
"""

import atexit
import gc
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import uuid4

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from streamlit_app import access, filters, frame, i18n, pages, queries, trust
from streamlit_app.access import Reader
from streamlit_app.filters import FilterState
from streamlit_app.formats import number_style
from streamlit_app.frame import Page
from streamlit_app.pages import Entry
from streamlit_app.panels import doorway
from streamlit_app.rows import Company, Published
from streamlit_app.settings import APP_ROOT, home

logger = logging.getLogger(__name__)
BODY_WIDTH = 1240
ROOT_PATH = "start"
WATCH_SECONDS = 15  # a newer build shows itself within this time


def main() -> None:
    """Run one rerun."""
    st.set_page_config(page_title="Cartera", page_icon=str(APP_ROOT / "static" / "icon.svg"), layout="wide")
    st.logo(str(APP_ROOT / "static" / "logo.svg"), size="large")
    st.html(APP_ROOT / "style.css")
    _freeze_modules()
    state = frame.read_state()
    t = i18n.words(state.language or _browser_language())
    address = st.get_option("server.address")
    visit = access.judge(home(), user=st.user.to_dict(), server_address=address, now=_now())
    if visit.reader is None:
        doorway.show(t, visit)
        return
    _navigate(visit.reader, state.with_language(t.language), t)


def _navigate(reader: Reader, state: FilterState, t: i18n.Words) -> None:
    """Offer the pages of the reader's roles and draw the chosen one, within its companies."""
    entries = pages.of_roles(reader.roles)
    first = next((entry for entry in entries if entry.name == pages.DEFAULT), entries[0])
    offered = {entry.name: _offer(entry, reader, state, t, is_first=entry is first) for entry in entries}
    # Streamlit keeps the path of the page at the root for itself; a hidden one has its name.
    alias = st.Page(
        partial(_draw, first, reader, state, t),
        title=t(f"{first.name}.nav"),
        url_path=first.name,
        visibility="hidden",
    )
    chosen = st.navigation([*offered.values(), alias], position="top")
    asked = frame.asked_page()
    if asked in offered:
        st.switch_page(offered[asked], query_params=state.to_query())
    chosen.run()


def _offer(
    entry: Entry, reader: Reader, state: FilterState, t: i18n.Words, *, is_first: bool
) -> StreamlitPage:
    return st.Page(
        partial(_draw, entry, reader, state, t),
        title=t(f"{entry.name}.nav"),
        url_path=ROOT_PATH if is_first else entry.name,
        default=is_first,
    )


def _draw(entry: Entry, reader: Reader, state: FilterState, t: i18n.Words) -> None:
    """Draw a page of one build, bounded to the companies that the reader may see on it."""
    try:
        published = queries.current(home(), company_ids=reader.company_ids(entry.roles))
    except queries.BuildMissingError:
        _nothing_published(t, home())
        return
    companies = queries.list_companies(published)
    known = {company.company_id for company in companies}
    with st.container(horizontal_alignment="center"), st.container(width=BODY_WIDTH):
        if not companies or (state.company_id and state.company_id not in known):
            doorway.not_found(t, state, first=next(iter(companies), None))
            frame.keep_state(state)
        else:
            page = _page(published, companies, reader, state, t)
            _run(page, entry)
            frame.keep_state(page.state)
    _watch(published.build_id)


def _page(
    published: Published, companies: Sequence[Company], reader: Reader, state: FilterState, t: i18n.Words
) -> Page:
    """Gather what a view is given, with the state bounded to what the build offers."""
    company = next((one for one in companies if one.company_id == state.company_id), companies[0])
    currencies = queries.list_currencies(published, company_id=company.company_id)
    segments = queries.list_segments(published, company_id=company.company_id)
    build, checks, now = queries.read_build(published), queries.list_checks(published), _now()
    bounded = filters.bounded(
        state,
        company_ids=[one.company_id for one in companies],
        currencies=currencies,
        segments=segments,
        first=company.first_date,
        last=company.last_date,
    )
    return Page(
        published=published,
        build=build,
        company=company,
        state=bounded,
        t=t,
        style=number_style(t.language, company.country_code),
        trust=trust.judge(build, checks, now=now, failed=queries.failed_since(home(), build)),
        companies=companies,
        currencies=currencies,
        segments=segments,
        checks=checks,
        now=now,
        user=reader.user,
    )


def _run(page: Page, entry: Entry) -> None:
    """Run a page; if it fails, say so in the reader's language with a reference to the log."""
    try:
        entry.show(page)
    except Exception:
        reference = uuid4().hex[:8]
        logger.exception("page failed, reference %s", reference)
        st.error(page.t("frame.failed", reference=reference), icon=":material/cancel:")


def _nothing_published(t: i18n.Words, folder: Path) -> None:
    with st.container(border=True, height=180, horizontal_alignment="center", vertical_alignment="center"):
        st.markdown(t("frame.no_build"), text_alignment="center")
        st.code(f"cartera build --home {folder}", language=None)


@st.fragment(run_every=WATCH_SECONDS)
def _watch(build_id: str) -> None:
    """Rerun the page when the pointer names another build; until then the page stays with its own."""
    try:
        newest = queries.current(home()).build_id
    except queries.BuildMissingError:
        return
    if newest != build_id:
        st.rerun()


@st.cache_resource(show_spinner=False)
def _freeze_modules() -> int:
    """Spare the collector what never dies: Streamlit runs a full collection after each rerun."""
    gc.freeze()
    atexit.register(gc.unfreeze)  # or libraries report what they find alive at the end
    return gc.get_freeze_count()


def _browser_language() -> str:
    locale = (st.context.locale or "").lower()
    return next((language for language in filters.LANGUAGES if locale.startswith(language)), "en")


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


main()
