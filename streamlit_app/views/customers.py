"""The page of customers: who owes the most, and one customer from all sides.

Holds the choice between the list and one customer.
Does not hold: SQL, arithmetic, words, colors.
Called by ``app``.
"""

import streamlit as st

from streamlit_app import formats, frame, queries
from streamlit_app.frame import Page
from streamlit_app.i18n import literal
from streamlit_app.panels import customer, customer_list, nothing


def show(page: Page) -> None:
    """Draw the list, or the customer of the address."""
    t, state = page.t, page.state
    lines = customer_list.read(page)
    found = (
        queries.read_customer(page.published, page.scope, customer_id=state.customer_id)
        if state.customer_id
        else None
    )
    if found is None:
        frame.context_row(page, note=t("customers.unit", currency=page.currency_code))
        st.title(t("customers.title"), anchor=False)
        if state.customer_id:
            nothing.show(page, t("customers.unknown"))
            return
        st.markdown(_lead(page))
        customer_list.show(page, lines)
        return
    largest = max(found.debits_amount, found.credit_limit_amount or found.debits_amount)
    unit = formats.unit_of(largest, currency_code=page.currency_code)
    frame.context_row(page, note=t("unit." + unit.name, currency=page.currency_code))
    customer.show(page, found, unit=unit)


def _lead(page: Page) -> str:
    """Name who owes the most overdue, and its share of it."""
    first = next(iter(queries.list_customers(page.published, page.scope, search="", limit=1, offset=0)), None)
    if first is None or first.overdue_share_rate is None:
        return page.t("customers.lead.none", day=page.day(page.as_of_date))
    share = formats.percent(first.overdue_share_rate, page.style, decimals=0)
    return page.t("customers.lead", name=literal(first.customer_name), share=share)
