"""The page of days sales outstanding: how long we wait for our money, in every variant, and who moved it.

Holds the order of the page.
Does not hold: SQL, arithmetic, words, colors.
Called by ``app``.
"""

from collections.abc import Sequence

import streamlit as st

from streamlit_app import formats, frame, queries
from streamlit_app.frame import Page
from streamlit_app.panels import cohorts, dso, dso_tables, nothing, roll_rates
from streamlit_app.rows import DsoMonth, DsoSegment


def show(page: Page) -> None:
    """Draw the page."""
    t = page.t
    months = queries.list_dso_months(page.published, page.scope)
    frame.context_row(page, note=t("dso.unit"))
    st.title(t("dso.title"), anchor=False)
    if not months or months[-1].simple is None:
        nothing.show(page, t("dso.none"))
        return
    segments = queries.list_dso_segments(page.published, page.scope)
    st.markdown(_lead(page, months, segments))
    dso_tables.show_tiles(page, months)
    st.divider()
    with st.container(horizontal=True):
        frame.segment_choice(page)
        frame.comparison_choice(page)
    _pair(page)
    st.divider()
    dso_tables.show_variants(page, months)
    if not page.state.segment:
        st.divider()
        dso_tables.show_segments(page, segments, months)
    st.divider()
    cohorts.show_heat(page)
    st.divider()
    roll_rates.show(page)
    roll_rates.show_items(page)


def _pair(page: Page) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        dso.show_variants(page)
    with right:
        dso.show_bridge(page)


def _lead(page: Page, months: Sequence[DsoMonth], segments: Sequence[DsoSegment]) -> str:
    """Say how many days, since when more or fewer, and which segment moved them."""
    last = months[-1]
    said = page.t(
        "dso.lead",
        days=formats.number(last.simple, page.style, decimals=1),
        month=page.day(last.month_end_date),
        best=formats.number(last.best_possible, page.style, decimals=1),
    )
    finding = "" if page.state.segment else dso_tables.segment_finding(page, segments)
    return f"{said} {finding}." if finding else said
