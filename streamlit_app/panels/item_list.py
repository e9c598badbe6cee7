"""The open items behind a figure, a page of them; a row opens its item.

Holds the table with its order and pages, and the way from a selected row to its item.
Does not hold: SQL, arithmetic, words; the table draws at most one page of rows and says of how many.
Called by ``figure_trace``.
"""

from collections.abc import Callable, Sequence
from typing import cast

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.elements.lib.column_types import ColumnConfig

from streamlit_app import queries, trust
from streamlit_app.filters import SORTS, FilterState
from streamlit_app.frame import Page, choose, go, turning
from streamlit_app.rows import FigureTrace, OpenItem

PAGE_SIZE = 100  # items of one page of the table
ROW_HEIGHT = 34
TABLE_HEIGHT = 380


def show(page: Page, found: FigureTrace) -> None:
    """Draw the open items, a page of them; a click on one opens it."""
    t, state = page.t, page.state
    items = queries.list_open_items(
        page.published,
        page.scope,
        figure=state.figure,
        sort=state.sort,
        limit=PAGE_SIZE,
        offset=state.offset,
    )
    total = page.money(found.items_amount)
    title = page.counted("trace.items.title", found.item_count, total=f"{total} {page.currency_code}")
    mark = trust.tie(found.figure_amount, found.items_amount)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.markdown(f"## {title} {mark}\n:small[:gray[{t('trace.items.basis')}]]", anchors=False)
        _order(page)
    shown = (page.published.build_id, state.with_scope(as_of_date=page.as_of_date), state.offset)
    key = f"trace_items_{hash(shown)}"
    st.dataframe(
        _items_frame(page, items),
        key=key,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=min(ROW_HEIGHT * (len(items) + 1) + 3, TABLE_HEIGHT),
        on_select=lambda: _item_chosen(state, key, items),
        selection_mode="single-cell",
        column_config=_items_columns(page),
        alt=title,
        placeholder="",
    )
    turning(page, count=found.item_count, size=PAGE_SIZE)


def _items_frame(page: Page, items: Sequence[OpenItem]) -> Styler:
    """Return the items with their values kept for sorting and their texts for reading."""
    frame = pd.DataFrame(
        {
            "customer": [item.customer_name for item in items],
            "document": [item.document_number for item in items],
            "type": [page.t.of_code("document_type", item.document_type) for item in items],
            "due": [item.due_date for item in items],
            "days": pd.array([item.days_past_due for item in items], dtype="Int64"),
            "amount": [item.open_amount for item in items],
        }
    )
    styler = frame.style
    styler.format(cast(Callable[[object], str], page.day), subset=["due"], na_rep="")
    styler.format(cast(Callable[[object], str], page.count), subset=["days"], na_rep="")
    styler.format(cast(Callable[[object], str], page.money), subset=["amount"], na_rep="")
    return styler


def _items_columns(page: Page) -> dict[str, ColumnConfig]:
    t, config = page.t, st.column_config
    return {
        "customer": config.TextColumn(t("trace.column.customer")),
        "document": config.TextColumn(t("trace.column.document"), width=105),
        "type": config.TextColumn(t("trace.column.type"), width=95),
        "due": config.DateColumn(t("trace.column.due"), width=100),
        "days": config.NumberColumn(t("trace.column.days"), width=90),
        "amount": config.NumberColumn(t("trace.column.amount", currency=page.currency_code), width=125),
    }


def _order(page: Page) -> None:
    t, state = page.t, page.state
    choose(
        t("trace.sort"), SORTS, value=state.sort, key="trace_sort",
        words=lambda name: t(f"trace.sort.{name}"), on_change=state.with_sort,
    )  # fmt: skip


def _item_chosen(state: FilterState, key: str, items: Sequence[OpenItem]) -> None:
    """Open the item of the selected row: the row's place in the data, however the reader sorted it."""
    selection = st.session_state[key]["selection"]
    if selection["cells"]:
        row, _ = selection["cells"][0]
        item = items[row]
        go(state.with_item(item.document_id, item.instalment_number))
