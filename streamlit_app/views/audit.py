"""The page of the audit: does it tie, and where does each figure come from.

Holds the order of the page: tie-out beside roll-forward, the trace, documents, restatements, sample, sources.
Does not hold: SQL, arithmetic, words, colors.
Called by ``app``.
"""

from dataclasses import replace

import streamlit as st

from streamlit_app import findings, frame, queries
from streamlit_app.frame import Page, choose
from streamlit_app.panels import (
    audit_documents,
    audit_lists,
    audit_sources,
    audit_tie_out,
    figure_trace,
    nothing,
)

FIRST = "overdue"  # the figure that is opened when none is asked for
REJECTS = 20  # the page of data health lists them all


def show(page: Page) -> None:
    """Draw the page."""
    t, scope = page.t, page.scope
    lines = queries.list_tie_out_lines(page.published, scope)
    frame.context_row(page, note=t("audit.unit", currency=page.company.base_currency_code))
    st.title(t("audit.title"), anchor=False)
    st.markdown(audit_tie_out.lead(page, lines))
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=690):
            audit_tie_out.show(page, lines)
        with st.container(width=410):
            audit_tie_out.show_roll_forward(page, queries.list_roll_forward_lines(page.published, scope))
    st.divider()
    audit_documents.show(page)
    st.divider()
    _trace(page)
    st.divider()
    audit_lists.show_restatements(page, queries.list_restated_periods(page.published, scope))
    st.divider()
    audit_lists.show_sample(page)
    st.divider()
    audit_sources.show(page, queries.list_source_calendars(page.published))
    audit_sources.show_rejects(page, queries.list_rejects(page.published, limit=REJECTS, offset=0))
    audit_sources.show_build(page)


def _trace(page: Page) -> None:
    """Let a figure be chosen, and draw where it comes from."""
    names = [line.figure for line in queries.read_aging_lines(page.published, page.scope)]
    if not names:
        nothing.show(page, page.t("aging.empty"))
        return
    choose(
        page.t("audit.figure"), names, value=page.state.figure or FIRST, key="audit_figure",
        words=lambda name: findings.bucket_name(page, name),
        on_change=lambda name: page.state.with_figure(name, as_of_date=page.as_of_date),
    )  # fmt: skip
    shown = page.state if page.state.figure else page.state.with_figure(FIRST, as_of_date=page.as_of_date)
    figure_trace.show(replace(page, state=shown), names=names)
