"""The page of aging: who owes how much and how late, at any day of the history.

Holds the order of the page: headline figures, daily aging, the table of buckets, the trace of a figure.
Does not hold: SQL, arithmetic, words, colors.
Called by ``app``.
"""

from collections.abc import Callable

import streamlit as st

from streamlit_app import findings, formats, frame, queries
from streamlit_app.filters import MEASURES, PERIODS
from streamlit_app.formats import Unit
from streamlit_app.frame import Page, choose, go
from streamlit_app.panels import aging_chart, aging_headline, aging_table, figure_trace


def show(page: Page) -> None:
    """Draw the page."""
    t, scope = page.t, page.scope
    lines = {line.figure: line for line in queries.read_aging_lines(page.published, scope)}
    unit = formats.unit_of(lines["debits"].open_amount, currency_code=page.currency_code)
    frame.context_row(page, note=t("unit." + unit.name, currency=page.currency_code))
    st.title(t("aging.title"), anchor=False)
    st.markdown(findings.lead(page, lines, unit=unit))
    if lines["debits"].share_rate is None and not lines["net"].open_amount:
        _empty(page)
        return
    aging_headline.show(page, lines, queries.list_aging_month_ends(page.published, scope), unit=unit)
    st.divider()
    _controls(page)
    chart, table = st.columns([7, 4], gap="medium")
    with chart:
        _history(page, unit=unit)
    with table:
        aging_table.show(page, lines, unit=unit)
    st.divider()
    figure_trace.show(page, names=[*lines])


def _history(page: Page, *, unit: Unit) -> None:
    """Draw the daily balance by bucket; a click on a band opens the bucket."""
    t, state = page.t, page.state
    figure = aging_chart.read(page, unit=unit)
    basis = t(f"aging.basis.{state.measure}", unit=t("unit.short." + unit.name, currency=page.currency_code))
    st.markdown(f"## {figure.title}\n:small[:gray[{basis}]]", anchors=False)
    key = f"aging_chart_{hash((page.published.build_id, state.with_scope(as_of_date=page.as_of_date)))}"
    st.vega_lite_chart(
        spec=figure.spec,
        theme=None,
        key=key,
        alt=figure.title,
        on_select=_picked(page, key),
        selection_mode="bucket",
    )


def _controls(page: Page) -> None:
    t, state = page.t, page.state
    with st.container(horizontal=True):
        choose(
            t("aging.measure"), MEASURES, value=state.measure, key="aging_measure",
            words=lambda name: t(f"aging.measure.{name}"), on_change=state.with_measure,
        )  # fmt: skip
        choose(
            t("aging.period"), PERIODS, value=state.months, key="aging_months",
            words=lambda count: t("aging.months", count=count), on_change=state.with_months,
        )  # fmt: skip
        frame.segment_choice(page)
        frame.comparison_choice(page)


def _picked(page: Page, key: str) -> Callable[[], None]:
    """Return what a click on a band does: open the bucket that it names."""

    def picked() -> None:
        chosen = st.session_state[key]["selection"].get("bucket") or []
        if chosen:
            go(page.state.with_figure(str(chosen[0]["figure"]), as_of_date=page.as_of_date))

    return picked


def _empty(page: Page) -> None:
    """Say why there is nothing, and offer the day of the newest figures."""
    with st.container(border=True, height=180, horizontal_alignment="center", vertical_alignment="center"):
        st.markdown(page.t("aging.empty", day=page.day(page.as_of_date)), text_alignment="center")
        last = page.company.last_date
        st.button(
            page.t("aging.empty.go", day=page.day(last)),
            key="aging_nearest",
            on_click=go,
            args=(page.state.with_scope(as_of_date=None, currency_view="base"),),
        )
