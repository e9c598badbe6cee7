"""What the statements of ``sql/app`` return, one frozen class per row.

Holds the types that travel from ``queries`` to the views, charts and findings.
Does not hold: any reading, formatting or arithmetic.
Called by ``queries`` and everything that shows its rows.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Published:
    """The build that ``current.json`` points to; every cached answer is keyed by it."""

    build_id: str
    path: Path


@dataclass(frozen=True, slots=True)
class Build:
    build_id: str
    as_of_date: date
    known_at: datetime
    published_at: datetime
    code_version: str


@dataclass(frozen=True, slots=True)
class Check:
    check_name: str
    status: str
    severity: str
    failures: int


@dataclass(frozen=True, slots=True)
class Company:
    company_id: str
    company_name: str
    base_currency_code: str
    country_code: str | None
    time_zone: str | None
    first_date: date
    last_date: date


@dataclass(frozen=True, slots=True)
class AgingLine:
    """A figure of the aging table: a bucket, or a sum of buckets."""

    figure: str
    position: int
    is_bucket: bool
    open_amount: Decimal
    share_rate: Decimal | None
    previous_date: date
    previous_share_rate: Decimal | None
    change_amount: Decimal | None
    change_share_rate: Decimal | None
    is_fastest: bool


@dataclass(frozen=True, slots=True)
class AgingPoint:
    balance_date: date
    figure: str
    position: int
    open_amount: Decimal
    share_rate: Decimal | None
    overdue_amount: Decimal
    overdue_rate: Decimal | None
    over_60_rate: Decimal | None


@dataclass(frozen=True, slots=True)
class MonthEnd:
    balance_date: date
    debits_amount: Decimal
    overdue_amount: Decimal
    overdue_rate: Decimal | None
    unapplied_amount: Decimal
    over_90_amount: Decimal


@dataclass(frozen=True, slots=True)
class CashWeek:
    """One week of the cash forecast; what is unknown is None, with its reason."""

    version_date: date
    currency_code: str
    week_start_date: date
    opening_balance_date: date | None
    opening_amount: Decimal | None
    receipts_amount: Decimal | None
    receipts_p10_amount: Decimal | None
    receipts_p90_amount: Decimal | None
    disbursements_amount: Decimal | None
    net_flow_amount: Decimal | None
    closing_amount: Decimal | None
    closing_p10_amount: Decimal | None
    closing_p90_amount: Decimal | None
    minimum_amount: Decimal
    headroom_amount: Decimal | None
    surplus_amount: Decimal | None
    receipts_total_amount: Decimal | None
    is_lowest: bool
    closing_null_reason: str | None
    band_null_reason: str | None
    method: str | None


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
