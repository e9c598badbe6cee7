"""A customer from all sides: who it is, what it owes, how it pays, what is open, what happened.

Holds the order of the page of one customer, its tiles and its lead.
Does not hold: its charts (``customer_charts``) and tables (``customer_tables``), SQL, words.
Called by ``views.customers``.
"""

import streamlit as st

from streamlit_app import formats, frame, queries
from streamlit_app.formats import Unit
from streamlit_app.frame import Page, go
from streamlit_app.i18n import literal
from streamlit_app.panels import customer_charts, customer_tables, headline, item_events
from streamlit_app.panels.headline import Tile
from streamlit_app.rows import Customer

MASKED_FROM = 6  # characters of a tax number that stay readable
CLASS_COLORS = {"on_time": "green", "late": "orange", "irregular": "orange"}
TREND_ICONS = {"worsening": "trending_down", "improving": "trending_up", "stable": "trending_flat"}


def show(page: Page, customer: Customer, *, unit: Unit) -> None:
    """Draw the customer."""
    t = page.t
    st.button(
        t("customer.all"), key="customer_all", type="tertiary", icon=":material/arrow_back:", on_click=go,
        args=(page.state.with_customer("", as_of_date=page.as_of_date),),
    )  # fmt: skip
    _title(page, customer)
    st.markdown(_lead(page, customer))
    headline.show(page, _tiles(page, customer, unit))
    with st.container(horizontal=True):
        frame.comparison_choice(page)
    st.divider()
    customer_charts.show(page)
    customer_tables.show_documents(page, customer)
    item_events.show_chosen(page)
    st.divider()
    customer_tables.show_timeline(page)
    st.divider()
    customer_tables.show_statement(page)


def _title(page: Page, customer: Customer) -> None:
    t = page.t
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(literal(customer.customer_name), anchor=False, width="content")
        if customer.payer_class:
            color = CLASS_COLORS.get(customer.payer_class, "gray")
            since = formats.month(customer.payer_class_since_date, t.months(), year=True) \
                if customer.payer_class_since_date else ""  # fmt: skip
            icon = TREND_ICONS.get(customer.trend or "", "")
            words = t("customer.class", name=t.of_code("payer_class", customer.payer_class), since=since)
            st.badge(words, color=color, icon=f":material/{icon}:" if icon else None)  # type: ignore[arg-type]
        if customer.segment:
            st.badge(literal(page.segment_name(customer.segment)), color="gray")
        if customer.tax_id:
            st.badge(_masked(customer.tax_id), color="gray")


def _lead(page: Page, customer: Customer) -> str:
    """Say how late it pays and which way that moves, and how much of the overdue is in three invoices."""
    t = page.t
    if customer.days_late is None:
        said = t("customer.lead.new")
    else:
        days = formats.number(customer.days_late, page.style)
        said = t("customer.lead.early" if customer.days_late <= 0 else "customer.lead.late", days=days)
        if customer.trend in TREND_ICONS:
            said += t(f"customer.lead.{customer.trend}")
        said += "."
    if customer.largest_three_rate is None or customer.open_count < 4:
        return said
    share = formats.percent(customer.largest_three_rate, page.style, decimals=0)
    return f"{said} {t('customer.lead.three', share=share)}"


def _tiles(page: Page, customer: Customer, unit: Unit) -> list[Tile]:
    t, style = page.t, page.style
    months = queries.list_customer_months(page.published, page.scope, customer_id=customer.customer_id)
    change = {
        "debits": customer.debits_amount - customer.previous_debits_amount,
        "overdue": customer.overdue_amount - customer.previous_overdue_amount,
    }
    late, before = customer.days_late, customer.previous_days_late
    later = "" if late is None or before is None else formats.number(late - before, style, signed=True)
    limit = customer.credit_limit_amount
    return [
        Tile(
            t("customer.tile.debits"), formats.scaled(customer.debits_amount, style, unit=unit),
            t("customer.help.debits"),
            change=formats.scaled(change["debits"], style, unit=unit, signed=True),
            series=[month.debits_amount for month in months],
        ),
        Tile(
            t("customer.tile.overdue"), formats.scaled(customer.overdue_amount, style, unit=unit),
            t("customer.help.overdue"),
            unit=formats.percent(customer.overdue_rate, style, decimals=0),
            change=formats.scaled(change["overdue"], style, unit=unit, signed=True),
            series=[month.overdue_amount for month in months],
        ),
        Tile(
            t("customer.tile.late"), "" if late is None else formats.number(late, style),
            t("customer.help.late"), unit=t("unit.days"),
            change=later,
            series=[month.days_late for month in months],
        ),
        Tile(
            t("customer.tile.limit"), formats.percent(customer.credit_used_rate, style, decimals=0),
            t("customer.help.limit"),
            unit=t("customer.of", limit=formats.scaled(limit, style, unit=unit)) if limit else "",
        ),
        Tile(
            t("customer.tile.on_time"), formats.percent(customer.on_time_rate, style, decimals=0),
            t("customer.help.on_time"),
        ),
    ]  # fmt: skip


def _masked(tax_id: str) -> str:
    """Hide the end of a tax number: a page is shown and shared more widely than the master data."""
    shown, hidden = tax_id[:MASKED_FROM], tax_id[MASKED_FROM:]
    return shown + "".join("\u2022" if character.isalnum() else character for character in hidden)
