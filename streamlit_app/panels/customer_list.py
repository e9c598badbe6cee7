"""The customers, those most overdue first, with a search; a row opens the customer.

Holds the search, the table, and its pages.
Does not hold: SQL, arithmetic, words.
Called by ``views.customers``.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import cast

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from streamlit_app import formats, frame, queries
from streamlit_app.frame import Page, go
from streamlit_app.panels import export
from streamlit_app.rows import CustomerLine

PAGE_SIZE = 100
ROW_HEIGHT = 34
TABLE_HEIGHT = 620
SEARCH = "customers_search"


def read(page: Page) -> list[CustomerLine]:
    """Return the page of customers that the reader asked for; what is searched stays out of the address."""
    return queries.list_customers(
        page.published,
        page.scope,
        search=str(st.session_state.get(SEARCH, "")).strip(),
        limit=PAGE_SIZE,
        offset=page.state.offset,
    )


def show(page: Page, lines: Sequence[CustomerLine]) -> None:
    """Draw the search and the table."""
    t = page.t
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            t("customers.search"), key=SEARCH, placeholder=t("customers.search"), width=320,
            label_visibility="collapsed",
        )  # fmt: skip
        frame.segment_choice(page)
    count = lines[0].customer_count if lines else 0
    title = page.counted("customers.count", count)
    st.markdown(
        f"## {title}\n:small[:gray[{t('customers.basis', currency=page.currency_code)}]]", anchors=False
    )
    key = page.key("customers") + str(hash((st.session_state.get(SEARCH), page.state.offset)))
    st.dataframe(
        _frame(page, lines),
        key=key,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=min(ROW_HEIGHT * (len(lines) + 1) + 3, TABLE_HEIGHT),
        on_select=lambda: _chosen(page, key, lines),
        selection_mode="single-cell",
        column_config={"%": st.column_config.TextColumn(width=70, alignment="right")},
        alt=title,
        placeholder="",
    )
    frame.turning(page, count=count, size=PAGE_SIZE)
    if not st.session_state.get(SEARCH):
        export.offer_customers(page, count=count)


def _frame(page: Page, lines: Sequence[CustomerLine]) -> Styler:
    t = page.t
    money = [t(f"customers.column.{name}") for name in ("debits", "overdue", "unapplied")]
    days = t("customers.column.oldest")
    table = pd.DataFrame(
        {
            t("trace.column.customer"): [line.customer_name for line in lines],
            t("frame.segment"): [page.segment_name(line.segment) for line in lines],
            t("customers.column.class"): [
                t.of_code("payer_class", line.payer_class) if line.payer_class else "" for line in lines
            ],
            money[0]: [line.debits_amount for line in lines],
            money[1]: [line.overdue_amount for line in lines],
            "%": [formats.points(line.overdue_share_rate, page.style) for line in lines],
            money[2]: [line.unapplied_amount for line in lines],
            days: pd.array([line.oldest_days for line in lines], dtype="Int64"),
        }
    )
    styler = table.style
    styler.format(cast(Callable[[object], str], page.money), subset=list[Hashable](money), na_rep="")
    styler.format(cast(Callable[[object], str], page.count), subset=[days], na_rep="")
    return styler


def _chosen(page: Page, key: str, lines: Sequence[CustomerLine]) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if cells:
        go(page.state.with_customer(lines[cells[0][0]].customer_id, as_of_date=page.as_of_date))
