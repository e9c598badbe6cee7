"""The charts of cash with their finding.

Holds the choice of what is drawn and its texts.
Does not hold: the shape of the charts (``cash_charts``), SQL, words.
Called by ``views.cash``.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypedDict

import streamlit as st

from streamlit_app import cash_charts, formats
from streamlit_app.formats import Unit
from streamlit_app.frame import Page
from streamlit_app.rows import CashWeek


class Marks(TypedDict):
    """What is marked on the chart of the balance."""

    minimum: float
    minimum_text: str
    low_week: str
    low_text: str
    low_note: str


def show(page: Page, weeks: Sequence[CashWeek], *, unit: Unit) -> None:
    """Draw the balance with its band, then receipts and payments."""
    t = page.t
    chart = cash_charts.CashChart(
        rows=tuple(_row(page, week, unit) for week in weeks),
        expected=t("cash.chart.expected"),
        receipts=t("cash.column.receipts"),
        payments=t("cash.column.payments"),
        **_marks(page, weeks, unit),
    )
    low = next(week for week in weeks if week.is_lowest)
    if low.closing_amount is not None:
        title = t(
            "cash.chart.title",
            week=page.day(low.week_start_date, year=False),
            closing=formats.scaled(low.closing_amount, page.style, unit=unit),
        )
        st.markdown(f"## {title}\n:small[:gray[{t('cash.chart.basis')}]]", anchors=False)
        st.vega_lite_chart(spec=cash_charts.balance(chart), theme=None, key="cash_balance", alt=title)
    st.markdown(f":small[:gray[{t('cash.chart.flows')}]]")
    st.vega_lite_chart(spec=cash_charts.flows(chart), theme=None, key="cash_flows", alt=t("cash.chart.flows"))


def _marks(page: Page, weeks: Sequence[CashWeek], unit: Unit) -> Marks:
    """Return the minimum and the lowest week, with their words."""
    t, low = page.t, next(week for week in weeks if week.is_lowest)
    week = page.day(low.week_start_date, year=False)
    headroom = low.headroom_amount or Decimal(0)
    key = "cash.chart.below" if headroom < 0 else "cash.chart.above"
    minimum = formats.scaled(low.minimum_amount, page.style, unit=unit)
    closing = formats.scaled(low.closing_amount, page.style, unit=unit)
    return Marks(
        minimum=_place(low.minimum_amount, unit) or 0.0,
        minimum_text=t("cash.chart.minimum", amount=minimum),
        low_week=week,
        low_text=t("cash.chart.low", week=week, closing=closing),
        low_note=t(key, headroom=formats.scaled(abs(headroom), page.style, unit=unit)),
    )


def _row(page: Page, week: CashWeek, unit: Unit) -> dict[str, str | float | None]:
    return {
        "week": page.day(week.week_start_date, year=False),
        "closing": _place(week.closing_amount, unit),
        "low": _place(week.closing_p10_amount, unit),
        "high": _place(week.closing_p90_amount, unit),
        "receipts": _place(week.receipts_amount, unit),
        "receipts_low": _place(week.receipts_p10_amount, unit),
        "receipts_high": _place(week.receipts_p90_amount, unit),
        "payments": _place(week.disbursements_amount, unit),
    }


def _place(amount: Decimal | None, unit: Unit) -> float | None:
    """Return where an amount is drawn: geometry, never shown as a figure."""
    return None if amount is None else float(amount.scaleb(-unit.exponent))
