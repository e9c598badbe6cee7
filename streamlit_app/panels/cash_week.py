"""The invoices behind a week: each with its chance of payment, what it adds, and why.

Holds the choice of the week and the table of its items; a row opens its document.
Does not hold: SQL, arithmetic, words.
Called by ``views.cash``.
"""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pandas as pd
import streamlit as st

from streamlit_app import formats, queries
from streamlit_app.formats import Unit
from streamlit_app.frame import Page, choose, go
from streamlit_app.panels import item_events
from streamlit_app.rows import CashWeek, WeekItem

SHOWN_ITEMS = 200
ROW_HEIGHT, TABLE_HEIGHT = 34, 420


def show(page: Page, weeks: Sequence[CashWeek], *, unit: Unit) -> None:
    """Draw the weeks to choose from, and the items of the chosen one."""
    t = page.t
    starts = [week.week_start_date for week in weeks]
    chosen = _chosen(page.state.mark, starts)
    st.markdown(f"## {t('cash.week.title')}\n:small[:gray[{t('cash.week.basis')}]]", anchors=False)
    choose(
        t("cash.column.week"), [start.isoformat() for start in starts],
        value=chosen.isoformat() if chosen else "", key="cash_week",
        words=lambda day: page.day(date.fromisoformat(day), year=False), on_change=page.state.with_mark,
    )  # fmt: skip
    if chosen is None:
        return
    items = queries.list_cash_week_items(
        page.published, company_id=page.company.company_id, week_start_date=chosen, limit=SHOWN_ITEMS
    )
    if not items:
        st.markdown(t("cash.week.none"))
        return
    _table(page, items, chosen, unit=unit)
    item_events.show_chosen(page)


def _chosen(mark: str, starts: Sequence[date]) -> date | None:
    return next((start for start in starts if start.isoformat() == mark), None)


def _table(page: Page, items: Sequence[WeekItem], week: date, *, unit: Unit) -> None:
    t = page.t
    total = formats.scaled(items[0].total_amount, page.style, unit=unit)
    title = page.counted("cash.week.items", items[0].item_count, week=page.day(week, year=False), total=total)
    st.markdown(f":small[{title}]")
    key = page.key("cash_week_items")
    st.dataframe(
        pd.DataFrame(
            {
                t("trace.column.customer"): [item.customer_name for item in items],
                t("trace.column.document"): [item.document_number for item in items],
                t("trace.column.due"): [page.day(item.due_date) for item in items],
                t("cash.week.open"): [page.base_money(item.open_amount) for item in items],
                t("cash.week.chance"): [formats.percent(item.probability, page.style) for item in items],
                t("cash.week.adds"): [_rounded(page, item.expected_amount) for item in items],
                t("cash.week.median"): [page.day(item.p50_date) for item in items],
                t("cash.week.why"): [_why(page, item.reasons) for item in items],
            }
        ),
        key=key,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=min(ROW_HEIGHT * (len(items) + 1) + 3, TABLE_HEIGHT),
        on_select=lambda: _opened(page, key, items),
        selection_mode="single-cell",
        alt=title,
        placeholder="",
    )


def _rounded(page: Page, amount: Decimal) -> str:
    """Write an expected amount to the minor units of its currency: it is an expectation, not a bill."""
    digits = formats.minor_digits(page.company.base_currency_code)
    return formats.number(amount, page.style, decimals=digits)


def _why(page: Page, reasons: str) -> str:
    """Write the reasons of a prediction in words."""
    said = []
    for reason in json.loads(reasons):
        day = page.day(date.fromisoformat(reason["date"]), year=False) if "date" in reason else ""
        days = formats.number(int(reason.get("days", 0)), page.style)
        name = str(reason["reason"])
        if name == "customer_habit" and int(reason["days"]) < 0:
            name, days = "customer_early", formats.number(-int(reason["days"]), page.style)
        said.append(page.t(f"cash.why.{name}", day=day, days=days))
    return " · ".join(said)


def _opened(page: Page, key: str, items: Sequence[WeekItem]) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if cells:
        item = items[cells[0][0]]
        go(page.state.with_item(item.document_id, item.instalment_number))
