"""The app: one rerun of it serves one reader, one build and one page.

Holds the order of a rerun: state, language, the build read once, the page, the watch for a newer one.
Does not hold: pages (``views``), reading of data (``queries``), words.
Called by ``streamlit run``.
"""

import atexit
import gc
import logging
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import uuid4

import streamlit as st

from streamlit_app import filters, frame, i18n, pages, queries, trust
from streamlit_app.filters import FilterState
from streamlit_app.formats import number_style
from streamlit_app.frame import Page
from streamlit_app.rows import Published
from streamlit_app.settings import APP_ROOT, home

logger = logging.getLogger(__name__)
BODY_WIDTH = 1240
ROOT_PATH = "start"  # Streamlit keeps the path of the page at the root for itself; a hidden one has its name
WATCH_SECONDS = 15  # a newer build shows itself within this time


def main() -> None:
    """Run one rerun."""
    st.set_page_config(page_title="Cartera", page_icon=str(APP_ROOT / "static" / "icon.svg"), layout="wide")
    st.logo(str(APP_ROOT / "static" / "logo.svg"), size="large")
    st.html(APP_ROOT / "style.css")
    _freeze_modules()
    state = frame.read_state()
    t = i18n.words(state.language or _browser_language())
    try:
        published = queries.current(home())
    except queries.BuildMissingError:
        _nothing_published(t, home())
        return
    _navigate(_page(published, state, t))
    _watch(published.build_id)


def _page(published: Published, state: FilterState, t: i18n.Words) -> Page:
    """Gather what a view is given, with the state bounded to what the build offers."""
    companies = queries.list_companies(published)
    company = next((one for one in companies if one.company_id == state.company_id), companies[0])
    currencies = queries.list_currencies(published, company_id=company.company_id)
    segments = queries.list_segments(published, company_id=company.company_id)
    build, checks, now = queries.read_build(published), queries.list_checks(published), _now()
    bounded = filters.bounded(
        state.with_language(t.language),
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
        trust=trust.judge(build, checks, now=now),
        companies=companies,
        currencies=currencies,
        segments=segments,
        checks=checks,
        now=now,
    )


def _navigate(page: Page) -> None:
    """Offer the pages, draw the chosen one, and keep what the reader chose in it."""
    offered = {
        entry.name: st.Page(
            partial(_run, page, entry),
            title=page.t(f"{entry.name}.nav"),
            url_path=entry.name if entry.name != pages.DEFAULT else ROOT_PATH,
            default=entry.name == pages.DEFAULT,
        )
        for entry in pages.PAGES
    }
    alias = st.Page(  # the page that opens without a name opens by its name too
        partial(_run, page, pages.first()),
        title=page.t(f"{pages.DEFAULT}.nav"),
        url_path=pages.DEFAULT,
        visibility="hidden",
    )
    chosen = st.navigation([*offered.values(), alias], position="top")
    asked = frame.asked_page()
    if asked in offered:
        st.switch_page(offered[asked], query_params=page.state.to_query())
    with st.container(horizontal_alignment="center"), st.container(width=BODY_WIDTH):
        chosen.run()
    frame.keep_state(page.state)


def _run(page: Page, entry: pages.Entry) -> None:
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
