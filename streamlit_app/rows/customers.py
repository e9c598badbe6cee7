"""Rows of what is known of a customer.

Holds one frozen class per shape of row that a statement of ``sql/app`` returns.
Does not hold: any reading, formatting or arithmetic.
Called by ``queries`` and everything that shows these rows.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class CustomerLine:
    customer_id: str
    customer_name: str
    segment: str | None
    payer_class: str | None
    debits_amount: Decimal
    overdue_amount: Decimal
    unapplied_amount: Decimal
    oldest_days: int | None
    overdue_share_rate: Decimal | None
    customer_count: int


@dataclass(frozen=True, slots=True)
class Customer:
    customer_id: str
    customer_name: str
    tax_id: str | None
    segment: str | None
    stage: str | None
    collector_id: str | None
    payment_terms_days: int | None
    credit_limit_amount: Decimal | None
    payer_class: str | None
    payer_class_since_date: date | None
    trend: str | None
    days_late: Decimal | None
    previous_days_late: Decimal | None
    on_time_rate: Decimal | None
    behavior_date: date | None
    debits_amount: Decimal
    previous_debits_amount: Decimal
    overdue_amount: Decimal
    previous_overdue_amount: Decimal
    overdue_rate: Decimal | None
    unapplied_amount: Decimal
    largest_three_rate: Decimal | None
    credit_used_rate: Decimal | None
    open_count: int
    unconverted_item_count: int


@dataclass(frozen=True, slots=True)
class CustomerMonth:
    balance_date: date
    debits_amount: Decimal
    overdue_amount: Decimal
    days_late: Decimal | None


@dataclass(frozen=True, slots=True)
class CustomerBucket:
    figure: str
    position: int
    amount: Decimal
    rate: Decimal | None
    book_rate: Decimal | None


@dataclass(frozen=True, slots=True)
class CustomerInvoice:
    document_number: str
    due_date: date
    days_late: int
    amount: Decimal
    is_open: bool


@dataclass(frozen=True, slots=True)
class CustomerDocument:
    document_id: str
    instalment_number: int
    document_type: str
    document_number: str
    currency_code: str
    due_date: date | None
    days_past_due: int | None
    open_amount: Decimal | None
    late_probability: Decimal | None
    promised_date: date | None
    dispute_reason: str | None
    file_name: str | None
    record_number: int | None


@dataclass(frozen=True, slots=True)
class CustomerEvent:
    happened_date: date
    kind: str
    document_id: str | None
    text_code: str | None
    amount: Decimal | None
    currency_code: str | None
    due_date: date | None
    ended_date: date | None
    event_count: int


@dataclass(frozen=True, slots=True)
class StatementLine:
    position: int
    moved_date: date
    kind: str
    document_number: str
    amount: Decimal
    balance_amount: Decimal
