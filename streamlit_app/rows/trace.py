"""Rows of a figure down to its records.

Holds one frozen class per shape of row that a statement of ``sql/app`` returns.
Does not hold: any reading, formatting or arithmetic.
Called by ``queries`` and everything that shows these rows.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class FigureTrace:
    """A figure and the sums of each step below it."""

    figure_amount: Decimal
    item_count: int
    items_amount: Decimal
    event_count: int
    events_amount: Decimal
    record_count: int
    found_record_count: int
    file_count: int
    unconverted_item_count: int


@dataclass(frozen=True, slots=True)
class OpenItem:
    customer_id: str
    customer_name: str
    document_id: str
    instalment_number: int
    document_type: str
    document_number: str
    currency_code: str
    posting_date: date
    due_date: date | None
    days_past_due: int | None
    open_amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Item:
    customer_id: str
    customer_name: str
    document_id: str
    instalment_number: int
    document_type: str
    document_number: str
    currency_code: str
    due_date: date | None
    open_amount: Decimal
    events_amount: Decimal
    event_count: int


@dataclass(frozen=True, slots=True)
class ItemEvent:
    event_id: str
    event_type: str
    effective_date: date
    known_at: datetime
    amount: Decimal | None
    balance_amount: Decimal | None
    file_hash: str
    file_name: str
    record_number: int


@dataclass(frozen=True, slots=True)
class LandedRecord:
    entity: str
    record_number: int
    content: str
    is_cited: bool


@dataclass(frozen=True, slots=True)
class LandedFile:
    file_hash: str
    file_name: str
    source: str
    reader: str
    received_at: datetime
    byte_count: int
