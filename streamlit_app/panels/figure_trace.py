"""The trace of a figure: its open items, their events, the records they came from.

Holds the five steps, each with its own sum and whether it ties, and the order of the panels below.
Does not hold: the tables of items and events (``item_list``, ``item_events``), SQL, arithmetic, words.
Called by any page that shows a figure.
"""

from collections.abc import Sequence

import streamlit as st

from streamlit_app import findings, queries, trust
from streamlit_app.frame import Page
from streamlit_app.panels import export, item_events, item_list
from streamlit_app.rows import FigureTrace


def show(page: Page, *, names: Sequence[str]) -> None:
    """Draw the trace of the chosen figure, or say how to choose one."""
    t, state = page.t, page.state
    if state.figure not in names:
        st.markdown(f"## {t('trace.title')}\n:small[:gray[{t('trace.invite')}]]", anchors=False)
        return
    found = queries.read_figure_trace(page.published, page.scope, figure=state.figure)
    _title(page, found)
    _steps(page, found)
    item_list.show(page, found)
    export.offer_items(page, found)
    item_events.show_chosen(page)


def _title(page: Page, found: FigureTrace) -> None:
    t = page.t
    name = findings.bucket_name(page, page.state.figure)
    title = t("trace.figure", name=name, day=page.day(page.as_of_date))
    basis = t("trace.basis", currency=page.currency_code)
    st.markdown(f"## {title}\n:small[:gray[{basis}]]", anchors=False)
    if found.unconverted_item_count:
        st.warning(
            page.counted("trace.unconverted", found.unconverted_item_count),
            icon=":material/error:",
        )


def _steps(page: Page, found: FigureTrace) -> None:
    """Draw the five steps: what each holds, its own sum, and whether that is the figure."""
    t = page.t
    figure = page.money(found.figure_amount)
    count = page.count
    all_found = trust.tie(found.record_count, found.found_record_count)
    steps = [
        ("figure", figure, page.trust.mark, "", "fct_aging_daily"),
        ("items", page.money(found.items_amount), trust.tie(found.figure_amount, found.items_amount),
         page.counted("trace.items.count", found.item_count), "fct_open_items"),
        ("events", page.money(found.events_amount), trust.tie(found.figure_amount, found.events_amount),
         page.counted("trace.events.count", found.event_count), "fct_ledger_events"),
        ("records", count(found.record_count), all_found,
         page.counted("trace.records.count", found.file_count), "fct_files"),
        ("original", count(found.found_record_count), all_found, t("trace.original.count"), "trace.records"),
    ]  # fmt: skip
    with st.grid(5, min_column_width=180):
        for number, (name, value, mark, note, table) in enumerate(steps, start=1):
            with st.container(border=True, gap="xxsmall", height="stretch", key=f"trace_step_{name}"):
                st.markdown(f":small[:gray[{number} · {t('trace.step.' + name)}]]")
                st.markdown(f"**{value}** {mark}")
                st.markdown(f":small[{note or t('trace.figure.note', currency=page.currency_code)}]")
                st.markdown(f":small[`{table}`]")
