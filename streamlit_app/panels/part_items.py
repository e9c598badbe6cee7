"""The items that make up a figure, in base currency, with their sum beside it; a row opens its history.

Holds the table, its sum and whether it ties.
Does not hold: SQL, arithmetic, words.
Called by the panels whose marks open items.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import cast

import pandas as pd
import streamlit as st

from streamlit_app import trust
from streamlit_app.frame import Page, go
from streamlit_app.panels import item_events
from streamlit_app.rows import PartItem

ROW_HEIGHT = 34
TABLE_HEIGHT = 380


def show(page: Page, items: Sequence[PartItem], *, title: str, total: Decimal) -> None:
    """Draw the items under the words for their figure; the chosen one opens below."""
    parts = sum((item.amount or Decimal(0) for item in items), Decimal(0))
    amount = page.base_money(total)
    basis = page.counted("parts.basis", len(items), total=f"{amount} {page.company.base_currency_code}")
    st.divider()
    st.markdown(f"## {title} {trust.tie(total, parts)}\n:small[:gray[{basis}]]", anchors=False)
    key = page.key("parts")
    st.dataframe(
        _frame(page, items),
        key=key,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=min(ROW_HEIGHT * (len(items) + 1) + 3, TABLE_HEIGHT),
        on_select=lambda: _chosen(page, key, items),
        selection_mode="single-cell",
        alt=title,
        placeholder="",
    )
    item_events.show_chosen(page)


def _frame(page: Page, items: Sequence[PartItem]) -> object:
    t = page.t
    columns = [t("trace.column.customer"), t("trace.column.document"), t("trace.column.due"),
               t("trace.column.amount", currency=page.company.base_currency_code)]  # fmt: skip
    rows = [(item.customer_name, item.document_number, item.due_date, item.amount) for item in items]
    styler = pd.DataFrame(rows, columns=columns).style
    styler.format(cast(Callable[[object], str], page.day), subset=[columns[2]], na_rep="")
    styler.format(cast(Callable[[object], str], page.base_money), subset=[columns[3]], na_rep="")
    return styler


def _chosen(page: Page, key: str, items: Sequence[PartItem]) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if cells:
        item = items[cells[0][0]]
        go(page.state.with_item(item.document_id, item.instalment_number))
