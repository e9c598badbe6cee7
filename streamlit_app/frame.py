"""What stands around every page: its state, its address, the context row and the mark of trust.

Holds Page (all that a view is given), the keeping of the filter state, and the widgets that change it.
Does not hold: figures, reading of data (``queries``), words.
Called by ``app``; the views take ``Page`` and ``go``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

import streamlit as st

from streamlit_app import formats
from streamlit_app.filters import BASE, COMPARISONS, LANGUAGES, FilterState, Scope, compared_date
from streamlit_app.formats import NumberStyle
from streamlit_app.i18n import Words, literal
from streamlit_app.rows import Build, Check, Company, Published
from streamlit_app.trust import Trust

V = TypeVar("V")
OnChange = Callable[[Any], FilterState]
_STATE = "frame_state"
_WRITTEN = "frame_written"
_PAGE = "frame_page"


@dataclass(frozen=True)
class Page:
    """All that a view is given: one build, one filter state, one language."""

    published: Published
    build: Build
    company: Company
    state: FilterState
    t: Words
    style: NumberStyle
    trust: Trust
    companies: Sequence[Company]
    currencies: Sequence[str]
    segments: Sequence[str]
    checks: Sequence[Check]
    now: datetime
    user: str = ""

    @property
    def as_of_date(self) -> date:
        return self.state.as_of_date or self.company.last_date

    @property
    def currency_code(self) -> str:
        view = self.state.currency_view
        return self.company.base_currency_code if view == BASE else view

    @property
    def previous_date(self) -> date:
        """Return the day that changes are counted from."""
        return compared_date(self.as_of_date, self.state.compared)

    @property
    def since(self) -> str:
        """Return the words for that day: `vs. sep`, or `vs. dic 25` in another year."""
        day = self.previous_date
        text = formats.month(day, self.t.months(), year=day.year != self.as_of_date.year)
        return self.t("frame.since", month=text)

    @property
    def scope(self) -> Scope:
        """Return the parameters that every query of a page takes."""
        return Scope(
            company_id=self.company.company_id,
            currency_view=self.state.currency_view,
            segment=self.state.segment,
            as_of_date=self.as_of_date,
            previous_date=self.previous_date,
            known_at=self.state.known_at,
        )

    def segment_name(self, code: str | None) -> str:
        return self.t.of_code("segment", code or "none")

    def count(self, value: int) -> str:
        return formats.number(int(value), self.style)

    def counted(self, key: str, number: int, **values: object) -> str:
        """Return the words for a number of things, with the number written."""
        return self.t.counted(key, number, count=self.count(number), **values)

    def day(self, value: date | None, *, year: bool = True) -> str:
        return formats.day(value, self.t.months(), year=year)

    def key(self, name: str) -> str:
        """Return the key of a chart or table of this build and state: another starts unselected."""
        return f"{name}_{hash((self.published.build_id, self.state.with_scope(as_of_date=self.as_of_date)))}"

    def base_money(self, value: Decimal | None) -> str:
        """Write an amount of the company's own currency, whatever currency the page shows."""
        return formats.money(value, self.style, currency_code=self.company.base_currency_code)

    def money(self, value: Decimal | None, *, signed: bool = False) -> str:
        return formats.money(value, self.style, currency_code=self.currency_code, signed=signed)


def go(state: FilterState, page: str = "") -> None:
    """Move to a state, on this page or another: what every link and button of a page does."""
    st.session_state[_STATE] = state
    if page:
        st.session_state[_PAGE] = page


def asked_page() -> str:
    """Return the page that a link asked for, once."""
    return str(st.session_state.pop(_PAGE, ""))


def marked(page: Page, key: str) -> Callable[[], None]:
    """Return what a click on a chart does: open the mark that it names."""

    def picked() -> None:
        chosen = st.session_state[key]["selection"].get("mark") or []
        if chosen and chosen[0].get("mark"):
            go(page.state.with_mark(str(chosen[0]["mark"])))

    return picked


def read_state() -> FilterState:
    """Return the state of the session, or of the address when someone else wrote it (a link, a bookmark)."""
    query = st.query_params.to_dict()
    if query and query != st.session_state.get(_WRITTEN):
        return FilterState.from_query(query)
    state: FilterState = st.session_state.get(_STATE, FilterState())
    return state


def keep_state(state: FilterState) -> None:
    """Write the state into the session and the address."""
    st.session_state[_STATE] = state
    query = state.to_query()
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
    st.session_state[_WRITTEN] = query


def context_row(page: Page, *, note: str) -> None:
    """Draw company, day, currency, the page's unit, trust and language: the same row on every page."""
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(horizontal=True, vertical_alignment="center", width="content", key="frame_scope"):
            _company(page)
            _day(page)
            _currency(page)
            st.markdown(f":small[:gray[{note}]]", width="content")
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="right", key="frame_trust"
        ):
            _trust(page)
            _language(page)


def segment_choice(page: Page) -> None:
    """Draw the choice of a segment, where the company has any."""
    if not page.segments:
        return
    names = {"": page.t("frame.segment.all")} | {code: page.segment_name(code) for code in page.segments}
    _pick(
        page.t("frame.segment"), names, value=page.state.segment, key="frame_segment", width=190,
        on_change=lambda code: page.state.with_scope(segment=code),
    )  # fmt: skip


def comparison_choice(page: Page) -> None:
    """Draw the choice of the day that changes are counted from."""
    names = {name: page.t(f"frame.compared.{name}") for name in COMPARISONS}
    _pick(
        page.t("frame.compared"), names, value=page.state.compared, key="frame_compared", width=170,
        on_change=lambda name: replace(page.state, compared=name),
    )  # fmt: skip


def turning(page: Page, *, count: int, size: int) -> None:
    """Say which rows of how many are shown and offer the others: nothing is cut in silence."""
    if count <= size:
        return
    t, state = page.t, page.state
    first, last = page.count(state.offset + 1), page.count(min(state.offset + size, count))
    with st.container(horizontal=True, vertical_alignment="center"):
        shown = t("trace.shown", first=first, last=last, count=page.count(count))
        st.markdown(f":small[:gray[{shown}]]")
        for name, offset in (("previous", state.offset - size), ("next", state.offset + size)):
            st.button(
                t(f"trace.page.{name}"), key=f"frame_page_{name}", type="tertiary", on_click=go,
                args=(state.with_offset(offset),),
                disabled=not 0 <= offset < count,
            )  # fmt: skip


def age(page: Page) -> str:
    """Return how long ago the build was published, in words."""
    minutes = max(int((page.now - page.build.published_at).total_seconds() // 60), 0)
    if minutes < 60:
        return page.t("age.minutes", count=minutes)
    if minutes < 48 * 60:
        return page.t("age.hours", count=minutes // 60)
    return page.t("age.days", count=minutes // (24 * 60))


def choose(
    label: str, options: Sequence[V], *, value: V, key: str, words: Callable[[V], str], on_change: OnChange
) -> None:
    """Draw one of few, as a row of segments; `on_change` gets the new value and answers with a state."""
    st.session_state[key] = value
    st.segmented_control(
        label, options, format_func=words, key=key, required=True, label_visibility="collapsed",
        on_change=_chosen, args=(key, on_change),
    )  # fmt: skip


def _chosen(key: str, on_change: OnChange) -> None:
    go(on_change(st.session_state[key]))


def _company(page: Page) -> None:
    names = {one.company_id: f"{one.company_name} · {one.country_code or ''}" for one in page.companies}
    _pick(
        page.t("frame.company"), names, value=page.company.company_id, key="frame_company", width=240,
        on_change=page.state.with_company,
    )  # fmt: skip


def _currency(page: Page) -> None:
    names = {BASE: page.t("frame.all_in", currency=page.company.base_currency_code)}
    names |= {code: page.t("frame.only_in", currency=code) for code in page.currencies}
    _pick(
        page.t("frame.currency"), names, value=page.state.currency_view, key="frame_currency", width=140,
        on_change=lambda code: page.state.with_scope(currency_view=code),
    )  # fmt: skip


def _pick(
    label: str, names: Mapping[str, str], *, value: str, key: str, width: int, on_change: OnChange
) -> None:
    st.session_state[key] = value
    st.selectbox(
        label, list(names), format_func=lambda code: names[code], key=key, width=width,
        label_visibility="collapsed", on_change=_chosen, args=(key, on_change),
    )  # fmt: skip


def _day(page: Page) -> None:
    st.session_state["frame_day"] = page.as_of_date
    st.date_input(
        page.t("frame.as_of"), key="frame_day", width=140, format=page.style.picker_pattern,
        min_value=page.company.first_date, max_value=page.company.last_date, label_visibility="collapsed",
        on_change=_chosen, args=("frame_day", lambda day: page.state.with_scope(as_of_date=day)),
    )  # fmt: skip


def _language(page: Page) -> None:
    choose(
        page.t("frame.language"), LANGUAGES, value=page.state.language, key="frame_language", words=str.upper,
        on_change=page.state.with_language,
    )  # fmt: skip


def _trust(page: Page) -> None:
    t, trust = page.t, page.trust
    label = f"{trust.mark} {t('trust.' + trust.state)} · {age(page)}"
    with st.popover(label, type="tertiary", key="frame_trust_popover"):
        st.markdown(t("trust.explained." + trust.state, passed=trust.passed_count, total=trust.check_count))
        st.markdown(
            t(
                "trust.build",
                build=page.build.build_id,
                as_of=page.day(page.build.as_of_date),
                published=f"{page.day(page.build.published_at.date())} {page.build.published_at:%H:%M}",
                version=page.build.code_version,
            )
        )
        st.button(t("trust.open"), key="frame_reconcile", type="tertiary", on_click=go,
                  args=(page.state, "health"))  # fmt: skip
        if page.user:
            st.markdown(f":small[:gray[{literal(page.user)}]]")
            st.button(t("frame.sign_out"), key="frame_sign_out", type="tertiary", on_click=st.logout)
        else:
            st.markdown(f":small[:gray[{t('frame.local')}]]")
        for check in page.checks:
            if check.status != "pass":
                st.markdown(t("trust.check", name=check.check_name, count=check.failures))
