"""The page of cash: how much, when, and how sure, for thirteen weeks.

Holds the order of the page: the answer, five figures, charts, weeks, invoices, bridge, record.
Does not hold: SQL, arithmetic, words, colors.
Called by ``app``.
"""

from collections.abc import Sequence

import streamlit as st

from streamlit_app import formats, frame, queries
from streamlit_app.formats import Unit
from streamlit_app.frame import Page
from streamlit_app.panels import cash_chart, cash_record, cash_table, cash_week, headline
from streamlit_app.panels.headline import Tile
from streamlit_app.rows import CashWeek

STALE_DAYS = 5  # a statement older than a working week is no opening cash of today


def show(page: Page) -> None:
    """Draw the page."""
    t = page.t
    weeks = queries.list_cash_weeks(page.published, company_id=page.company.company_id)
    if not weeks:
        frame.context_row(page, note="")
        st.title(t("cash.title"), anchor=False)
        st.markdown(t("cash.empty"))
        return
    currency = weeks[0].currency_code
    largest = next((one for one in (weeks[0].opening_amount, weeks[0].receipts_total_amount) if one), None)
    unit = formats.unit_of(largest or weeks[0].minimum_amount, currency_code=currency)
    frame.context_row(page, note=t("unit." + unit.name, currency=currency))
    st.title(t("cash.title"), anchor=False)
    st.markdown(f"{_lead(page, weeks, unit)} {cash_record.changed(page, unit=unit)}")
    _stale(page, weeks)
    _tiles(page, weeks, unit)
    st.divider()
    cash_chart.show(page, weeks, unit=unit)
    st.divider()
    lines = queries.list_cash_lines(page.published, company_id=page.company.company_id)
    cash_table.show(page, lines, weeks, unit=unit)
    cash_week.show(page, weeks, unit=unit)
    st.divider()
    cash_record.show(page, unit=unit)


def _stale(page: Page, weeks: Sequence[CashWeek]) -> None:
    """Say of when opening cash is, when the bank's statement is not of these days."""
    first = weeks[0]
    if first.opening_balance_date is None:
        return
    age = (first.version_date - first.opening_balance_date).days
    if age > STALE_DAYS:
        text = page.counted("cash.stale", age, day=page.day(first.opening_balance_date))
        st.warning(text, icon=":material/schedule:")


def _lead(page: Page, weeks: Sequence[CashWeek], unit: Unit) -> str:
    """Say when cash is lowest, how low, and how low in the adverse case; or what keeps us from saying it."""
    t, low = page.t, next(week for week in weeks if week.is_lowest)
    receipts = formats.scaled(weeks[0].receipts_total_amount, page.style, unit=unit)
    if low.closing_amount is None:
        return t("cash.lead.unknown", receipts=receipts, reason=t(f"cash.reason.{low.closing_null_reason}"))
    said = t(
        "cash.lead",
        receipts=receipts,
        week=page.day(low.week_start_date, year=False),
        closing=formats.scaled(low.closing_amount, page.style, unit=unit),
    )
    if low.closing_p10_amount is None:
        return f"{said} {t('cash.lead.no_band')}"
    return f"{said} {t('cash.lead.p10', p10=formats.scaled(low.closing_p10_amount, page.style, unit=unit))}"


def _tiles(page: Page, weeks: Sequence[CashWeek], unit: Unit) -> None:
    low, first, last = next(week for week in weeks if week.is_lowest), weeks[0], weeks[-1]
    balances = [week.closing_amount for week in weeks]
    shown = {
        "opening": (first.opening_amount, ()),
        "receipts": (first.receipts_total_amount, [week.receipts_amount for week in weeks]),
        "headroom": (low.headroom_amount, [week.headroom_amount for week in weeks]),
        "closing": (last.closing_amount, balances),
        "surplus": (first.surplus_amount, [week.surplus_amount for week in weeks]),
    }
    tiles = [
        Tile(
            label=page.t(f"cash.tile.{name}"),
            value=formats.scaled(amount, page.style, unit=unit),
            help=page.t(f"cash.help.{name}", day=page.day(first.opening_balance_date)),
            series=series,
            is_breach=name in {"headroom", "surplus"} and amount is not None and amount < 0,
        )
        for name, (amount, series) in shown.items()
    ]
    headline.show(page, tiles)
