"""What a tax document and a tax payment are made of, whatever their format, and how they are numbered.

Holds the shapes that the readers of tax documents fill, the exact spelling of values, the columns of raw.
Does not hold: any format, nor the process in which a format is read (``guard``).
Called by the readers of tax documents and by guard.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import BinaryIO

from dagster_project.readers.statements import Row, UnsoundError, exact_day

DOCUMENT_COLUMNS = (
    *("company_id", "tax_document_id", "document_type", "document_number", "customer_tax_id"),
    *("issue_date", "due_date", "currency_code", "amount", "tax_amount", "related_tax_document_id"),
    *("status", "status_date"),
)
PAYMENT_COLUMNS = (
    *("company_id", "tax_payment_id", "tax_document_id", "instalment_number", "paid_date", "currency_code"),
    *("amount", "previous_balance_amount", "remaining_balance_amount"),
)
DOCUMENT_MORE = (
    *("format", "evidence", "stated_type", "issuer_name", "customer_name", "total_amount", "prepaid_amount"),
    *("payment_method", "payment_terms", "relation", "order_reference", "service_entry_reference"),
    *("contract_reference", "references", "instalments", "assigned_to", "assigned_to_name"),
    *("assigned_amount", "assigned_due_date", "reason", "flags"),
)
PAYMENT_MORE = ("format", "payment_method", "payment_currency_code", "payment_amount", "rate", "operation")
HEADERS = {
    "document": ("tax_documents", DOCUMENT_COLUMNS + DOCUMENT_MORE),
    "payment": ("tax_payments", PAYMENT_COLUMNS + PAYMENT_MORE),
}
NO_CURRENCY = "XXX"
"""ISO 4217: no currency. A notice that names a document and not its money is in it."""
PLAIN = re.compile(r"-?[0-9]{1,14}(\.[0-9]{1,10})?")
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class TaxDocument:
    """One document, or (by its evidence) a register's line of it, or a notice of what became of it.

    Its company is who issued it, by tax id; a negative amount turns an invoice into a credit note.
    """

    issuer: str
    document_id: str
    document_type: str
    currency: str
    amount: Decimal
    number: str = ""
    customer: str = ""
    issue_date: str = ""
    due_date: str = ""
    tax: Decimal | None = None
    related: str = ""
    status: str = ""
    status_date: str = ""
    more: tuple[tuple[str, str], ...] = ()
    evidence: str = "document"


@dataclass(frozen=True, slots=True)
class TaxPayment:
    """One part of a payment that a tax document states, of one document paid."""

    issuer: str
    payment_id: str
    document_id: str
    paid_date: str
    currency: str
    amount: Decimal
    instalment: str = ""
    previous: Decimal | None = None
    remaining: Decimal | None = None
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NoReceivable:
    """A document that asks for no money, such as a delivery note: counted and not landed."""

    text: str


Event = TaxDocument | TaxPayment | NoReceivable
Read = Callable[[BinaryIO], Iterator[Event]]


def exact_decimal(text: str, *, what: str) -> Decimal:
    """Return a plain decimal that may be negative; empty is wrong."""
    if not PLAIN.fullmatch(text):
        raise UnsoundError("bad_amount", f"{what} {text[:40]!r} is no plain amount")
    return Decimal(text)


def decimal_or_zero(text: str, *, what: str) -> Decimal:
    return exact_decimal(text, what=what) if text else ZERO


def day_of_time(text: str, *, what: str) -> str:
    """Return the day of an ISO day or time, as local as it is written."""
    day, _, time = text.partition("T")
    if time and not re.fullmatch(r"[0-2][0-9]:[0-5][0-9]:[0-5][0-9].{0,20}", time):
        raise UnsoundError("bad_date", f"{what} {text[:40]!r} is no time")
    return exact_day(day, what=what)


def tie(stated: Decimal, found: Decimal, *, what: str, within: Decimal = ZERO) -> None:
    """Hold a figure that a document states to what its parts come to."""
    if abs(stated - found) > within:
        raise UnsoundError("does_not_tie", f"{what} is {stated:f}, and its parts come to {found:f}")


def written(values: Iterable[Mapping[str, str]]) -> str:
    """Return parts as one JSON text, without what is empty; nothing when there are none."""
    kept = [{key: value for key, value in each.items() if value} for each in values]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else ""


def rows_of(events: Iterable[Event], *, name: str) -> Iterator[Row]:
    """Number documents and payments, each from 1; one of them twice in a file must be one."""
    numbers = {"document": 0, "payment": 0}
    seen: dict[tuple[str, ...], tuple[str, ...]] = {}
    for event in events:
        if isinstance(event, NoReceivable):
            yield Row("ignored", 0, (), event.text)
            continue
        row = _document(event, name) if isinstance(event, TaxDocument) else _payment(event, name)
        kind = row.kind
        key = (kind, *row.values[:3], dict(getattr(event, "more", ())).get("reason", ""))
        if seen.setdefault(key, row.values) != row.values:
            raise UnsoundError("two_versions", f"holds {row.values[1]} twice, and not the same")
        numbers[kind] += 1
        yield Row(kind, numbers[kind], row.values, row.text)


def _document(document: TaxDocument, name: str) -> Row:
    is_turned = document.amount < 0
    types = {"invoice": "credit_note", "debit_note": "credit_note", "credit_note": "debit_note"}
    kind = types.get(document.document_type, "") if is_turned else document.document_type
    if not (kind and document.issuer and document.document_id.strip("/")):
        raise UnsoundError("bad_field", f"document {document.document_id!r} has no issuer, number or sign")
    tax = document.tax if document.tax is None or not is_turned else -document.tax
    more = {"format": name, "evidence": document.evidence, **dict(document.more)}
    values = (
        *(document.issuer, document.document_id, kind, document.number, document.customer),
        *(document.issue_date, document.due_date, document.currency, _plain(abs(document.amount))),
        *("" if tax is None else _plain(tax), document.related, document.status, document.status_date),
        *(more.get(column, "") for column in DOCUMENT_MORE),
    )
    return _row("document", values)


def _payment(payment: TaxPayment, name: str) -> Row:
    if payment.amount < 0 or not payment.document_id:
        raise UnsoundError("bad_amount", f"payment {payment.payment_id} is negative, or of no document")
    more = {"format": name, **dict(payment.more)}
    values = (
        *(payment.issuer, payment.payment_id, payment.document_id, payment.instalment, payment.paid_date),
        *(payment.currency, _plain(payment.amount)),
        *("" if balance is None else _plain(balance) for balance in (payment.previous, payment.remaining)),
        *(more.get(column, "") for column in PAYMENT_MORE),
    )
    return _row("payment", values)


def _row(kind: str, values: tuple[str, ...]) -> Row:
    clean = tuple(" ".join("".join(c if c.isprintable() else " " for c in value).split()) for value in values)
    return Row(kind, 0, clean, " ".join(value for value in clean if value))


def _plain(amount: Decimal) -> str:
    """Write without the zeros that say nothing, with two decimals or all it has."""
    whole, _, decimals = f"{amount:f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals.ljust(2, '0')}" if decimals else whole
