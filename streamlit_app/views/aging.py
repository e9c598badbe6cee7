"""The page of aging: who owes how much and how late, at any day of the history.

Holds the order of the page: headline figures, daily aging, the table of buckets, the trace of a figure.
Does not hold: SQL, arithmetic, words, colors.
Called by ``app``.
"""

import streamlit as st

from streamlit_app import findings, formats, frame, queries
from streamlit_app.filters import MEASURES, PERIODS
from streamlit_app.frame import Page, choose
from streamlit_app.panels import (
    aging_chart,
    aging_headline,
    aging_table,
    cohorts,
    dso,
    figure_trace,
    nothing,
    roll_rates,
)


def show(page: Page) -> None:
    """Draw the page."""
    t, scope = page.t, page.scope
    lines = {line.figure: line for line in queries.read_aging_lines(page.published, scope)}
    unit = formats.unit_of(lines["debits"].open_amount, currency_code=page.currency_code)
    frame.context_row(page, note=t("unit." + unit.name, currency=page.currency_code))
    st.title(t("aging.title"), anchor=False)
    st.markdown(findings.lead(page, lines, unit=unit))
    if lines["debits"].share_rate is None and not lines["net"].open_amount:
        nothing.show(page, t("aging.empty", day=page.day(page.as_of_date)))
        return
    aging_headline.show(page, lines, queries.list_aging_month_ends(page.published, scope), unit=unit)
    st.divider()
    _controls(page)
    chart, table = st.columns([7, 4], gap="medium")
    with chart:
        aging_chart.show(page, unit=unit)
    with table:
        aging_table.show(page, lines, unit=unit)
    st.divider()
    _movements(page)
    st.divider()
    figure_trace.show(page, names=[*lines])


def _movements(page: Page) -> None:
    """Draw what moves the balances: roll rates and recovery, then days sales outstanding and its causes."""
    left, right = st.columns(2, gap="medium")
    with left:
        roll_rates.show(page)
    with right:
        cohorts.show_curves(page)
    roll_rates.show_items(page)
    st.divider()
    left, right = st.columns(2, gap="medium")
    with left:
        dso.show_variants(page)
    with right:
        dso.show_bridge(page)


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
