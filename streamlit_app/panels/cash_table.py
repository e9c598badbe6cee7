"""The table of thirteen weeks: every line a row, every week a column, and the total.

Holds which lines are shown and how the rows are drawn.
Does not hold: SQL, arithmetic on balances, words.
Called by ``views.cash``.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

import pandas as pd
import streamlit as st

from streamlit_app import formats
from streamlit_app.formats import Unit
from streamlit_app.frame import Page
from streamlit_app.rows import CashLine, CashWeek

BOLD = frozenset({"opening_cash", "receipts", "disbursements", "net_flow", "closing_cash", "headroom"})
ORDER = (
    "opening_cash",
    *("receipts", "receipts_not_due", "receipts_overdue", "receipts_promised", "receipts_disputed"),
    *("receipts_new_billing", "disbursements"),
    *("payroll", "suppliers", "tax", "rent", "debt", "capex", "other"),
    *("net_flow", "closing_cash", "closing_p10", "headroom"),
)
STOCKS = frozenset({"opening_cash", "closing_cash", "closing_p10", "headroom"})
WIDTH = 1240  # fixed, so that the names of the rows stay in sight where it overflows
CELL: list[tuple[str, str | float]] = [("font-size", "12.5px !important"), ("padding", "4px 6px !important")]
LINE = "1px solid currentColor !important"
HEAD: list[tuple[str, str | float]] = [*CELL, ("font-weight", "400 !important"), ("border-bottom", LINE)]


def show(page: Page, lines: Sequence[CashLine], weeks: Sequence[CashWeek], *, unit: Unit) -> None:
    """Draw the lines by week, the lowest week shaded."""
    t = page.t
    negative = sum(1 for week in weeks if week.net_flow_amount is not None and week.net_flow_amount < 0)
    title = page.counted("cash.table.finding", negative) if negative else t("cash.table.positive")
    words = t("unit.short." + unit.name, currency=weeks[0].currency_code)
    basis = t("cash.table.basis", unit=words[:1].upper() + words[1:])
    st.markdown(f"## {title}\n:small[:gray[{basis}]]", anchors=False)
    table = _frame(page, lines, weeks)
    lowest = next((place for place, week in enumerate(weeks) if week.is_lowest), None)
    shaded = None if lowest is None else table.columns[lowest]
    names = dict(zip(table.index, _names(lines).values(), strict=True))
    styler = table.style.format(
        cast(Callable[[object], str], lambda value: _text(page, value, unit=unit)), na_rep=""
    )
    styler.set_table_styles(
        [
            {"selector": "", "props": [("width", "100%")]},
            {"selector": "td", "props": CELL},
            {"selector": "thead th", "props": HEAD},
            {"selector": "tbody th", "props": CELL},
        ]
    )
    styler.apply(lambda row: [_style(names[row.name], column == shaded) for column in table.columns], axis=1)
    styler.apply_index(lambda index: [_name_style(names[name]) for name in index], axis=0)
    with st.container(key="cash_table"):
        st.table(styler, border="horizontal", width=WIDTH)


def _names(lines: Sequence[CashLine]) -> dict[int, str]:
    present = {line.line for line in lines}
    shown = [
        name for name in ORDER if name in present or (name == "closing_p10" and "closing_cash" in present)
    ]
    return dict(enumerate(shown))


def _frame(page: Page, lines: Sequence[CashLine], weeks: Sequence[CashWeek]) -> pd.DataFrame:
    """Return the amounts, a row per line, named."""
    t = page.t
    amounts: dict[tuple[str, date], Decimal | None] = {
        (line.line, line.week_start_date): line.expected_amount for line in lines
    }
    for week in weeks:
        amounts["closing_p10", week.week_start_date] = week.closing_p10_amount
    columns = [page.day(week.week_start_date, year=False) for week in weeks]
    rows = []
    for name in _names(lines).values():
        values = [amounts.get((name, week.week_start_date)) for week in weeks]
        known = [value for value in values if value is not None]
        total = sum(known, Decimal(0)) if name not in STOCKS and len(known) == len(values) else None
        rows.append([t(f"cash.line.{name}"), *values, total])
    header = t("cash.column.week")
    frame = pd.DataFrame(rows, columns=[header, *columns, t("cash.total")], dtype=object)
    return frame.set_index(header)


def _text(page: Page, value: object, *, unit: Unit) -> str:
    if not isinstance(value, Decimal):
        return ""
    return formats.scaled(value, page.style, unit=unit) if value else formats.EN_DASH


def _name_style(name: str) -> str:
    return "font-weight: 600 !important;" if name in BOLD else "padding-left: 20px !important; opacity: .78;"


def _style(name: str, is_shaded: bool) -> str:
    weight = "font-weight: 600;" if name in BOLD else "opacity: .78;"
    shade = "background-color: rgba(127,127,127,.14);" if is_shaded else ""
    line = "border-top: 1px solid currentColor;" if name == "closing_cash" else ""
    return f"{weight}{shade}{line}"
