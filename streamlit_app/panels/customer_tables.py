"""What is open of a customer, what happened with it, and its statement.

Holds the three tables; a document opens its history and its source record.
Does not hold: SQL, arithmetic, words.
Called by ``panels.customer``.
"""

from collections.abc import Callable, Sequence
from typing import cast

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.elements.lib.column_types import ColumnConfig

from streamlit_app import formats, queries, tables
from streamlit_app.frame import Page, go
from streamlit_app.i18n import literal
from streamlit_app.rows import Customer, CustomerDocument, CustomerEvent, StatementLine

ROW_HEIGHT = 34
TABLE_HEIGHT = 380
TIMELINE_LENGTH = 25  # newest events shown


def show_documents(page: Page, customer: Customer) -> None:
    """Draw the open documents; a row opens its history."""
    t = page.t
    documents = queries.list_customer_documents(page.published, page.scope, customer_id=customer.customer_id)
    title = page.counted("customer.documents", len(documents))
    if customer.largest_three_rate is not None and customer.open_count >= 4:
        share = formats.percent(customer.largest_three_rate, page.style, decimals=0)
        title += t("customer.documents.three", share=share)
    basis = t("customer.documents.basis", currency=page.currency_code)
    st.markdown(f"## {title}\n:small[:gray[{basis}]]", anchors=False)
    key = page.key("customer_documents")
    st.dataframe(
        _documents(page, documents),
        key=key,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=min(ROW_HEIGHT * (len(documents) + 1) + 3, TABLE_HEIGHT),
        on_select=lambda: _chosen(page, key, documents),
        selection_mode="single-cell",
        column_config=_columns(page),
        alt=title,
        placeholder="",
    )


def show_timeline(page: Page) -> None:
    """Draw what happened last, newest first; say of how many."""
    t = page.t
    events = queries.list_customer_timeline(
        page.published, page.scope, customer_id=page.state.customer_id, limit=TIMELINE_LENGTH
    )
    count = events[0].event_count if events else 0
    basis = t("customer.timeline.basis", shown=page.count(len(events)), count=page.count(count))
    st.markdown(f"## {t('customer.timeline')}\n:small[:gray[{basis}]]", anchors=False)
    columns = [
        tables.Column(t("trace.column.date"), 1.4),
        tables.Column(t("customer.column.event"), 1.8),
        tables.Column(t("trace.column.document"), 1.8),
        tables.Column(t("customer.column.detail"), 3.2),
        tables.Column(t("trace.column.amount_plain"), 1.6, is_number=True),
    ]
    rows = [tables.Row(str(number), _event(page, event)) for number, event in enumerate(events)]
    tables.draw("customer_timeline", columns, rows)


def show_statement(page: Page) -> None:
    """Draw the account over the period since the day compared with: opening, movements, closing."""
    t = page.t
    lines = queries.list_customer_statement(page.published, page.scope, customer_id=page.state.customer_id)
    period = {"since": page.day(page.previous_date), "until": page.day(page.as_of_date)}
    basis = t("customer.statement.basis", currency=page.currency_code, **period)
    st.markdown(f"## {t('customer.statement')}\n:small[:gray[{basis}]]", anchors=False)
    columns = [
        tables.Column(t("trace.column.date"), 1.4),
        tables.Column(t("customer.column.event"), 2.4),
        tables.Column(t("trace.column.document"), 2.4),
        tables.Column(t("trace.column.amount_plain"), 1.6, is_number=True),
        tables.Column(t("aging.balance"), 1.6, is_number=True),
    ]
    closing = (page.day(page.as_of_date), t("customer.statement.closing"), "", "",
               page.money(lines[-1].balance_amount))  # fmt: skip
    rows = [_line(page, line) for line in lines]
    rows.append(tables.Row("closing", closing, is_total=True))
    tables.draw("customer_statement", columns, rows)


def _documents(page: Page, documents: Sequence[CustomerDocument]) -> Styler:
    frame = pd.DataFrame(
        {
            "document": [one.document_number for one in documents],
            "type": [page.t.of_code("document_type", one.document_type) for one in documents],
            "due": [one.due_date for one in documents],
            "days": pd.array([one.days_past_due for one in documents], dtype="Int64"),
            "amount": [one.open_amount for one in documents],
            "late": [formats.percent(one.late_probability, page.style, decimals=0) for one in documents],
            "state": [_state(page, one) for one in documents],
            "record": [f"{one.file_name} · {one.record_number}" for one in documents],
        }
    )
    styler = frame.style
    styler.format(cast(Callable[[object], str], page.day), subset=["due"], na_rep="")
    styler.format(cast(Callable[[object], str], page.count), subset=["days"], na_rep="")
    styler.format(cast(Callable[[object], str], page.money), subset=["amount"], na_rep="")
    return styler


def _columns(page: Page) -> dict[str, ColumnConfig]:
    t, config = page.t, st.column_config
    return {
        "document": config.TextColumn(t("trace.column.document"), width=105),
        "type": config.TextColumn(t("trace.column.type"), width=110),
        "due": config.DateColumn(t("trace.column.due"), width=100),
        "days": config.NumberColumn(t("trace.column.days"), width=90),
        "amount": config.NumberColumn(t("trace.column.amount", currency=page.currency_code), width=125),
        "late": config.TextColumn(t("customer.column.late"), width=95, alignment="right"),
        "state": config.TextColumn(t("customer.column.state")),
        "record": config.TextColumn(t("trace.column.record")),
    }


def _state(page: Page, document: CustomerDocument) -> str:
    t = page.t
    if document.dispute_reason:
        return t("customer.disputed", reason=t.of_code("code", document.dispute_reason))
    if document.promised_date:
        return t("customer.promised", day=page.day(document.promised_date, year=False))
    return t("customer.unapplied") if document.due_date is None else ""


def _chosen(page: Page, key: str, documents: Sequence[CustomerDocument]) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if cells:
        document = documents[cells[0][0]]
        go(page.state.with_item(document.document_id, document.instalment_number))


def _event(page: Page, event: CustomerEvent) -> tuple[str, ...]:
    t = page.t
    name = t.texts.get(f"action.{event.kind}") or t.of_code("document_type", event.kind)
    amount = ""
    if event.amount is not None:
        currency = event.currency_code or page.company.base_currency_code
        amount = f"{formats.money(event.amount, page.style, currency_code=currency)} {currency}"
    return (
        page.day(event.happened_date),
        name,
        literal(event.document_id or ""),
        _detail(page, event),
        amount,
    )


def _detail(page: Page, event: CustomerEvent) -> str:
    t = page.t
    said = [t.of_code("code", code) for code in (event.text_code or "").split(" ") if code]
    if event.due_date:
        key = {"promise": "customer.for", "contact": "customer.next"}.get(event.kind, "customer.due")
        said.append(t(key, day=page.day(event.due_date)))
    if event.ended_date:
        said.append(t("customer.ended", day=page.day(event.ended_date)))
    return literal(" · ".join(said))


def _line(page: Page, line: StatementLine) -> tables.Row:
    t = page.t
    is_opening = line.kind == "opening"
    name = t("customer.statement.opening") if is_opening else t.of_code("event", line.kind)
    amount = "" if is_opening else page.money(line.amount, signed=True)
    cells = (
        page.day(line.moved_date),
        name,
        literal(line.document_number),
        amount,
        page.money(line.balance_amount),
    )
    return tables.Row(str(line.position), cells)
