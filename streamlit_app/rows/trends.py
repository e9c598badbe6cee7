"""Rows of what moves: roll rates, cohorts, days sales outstanding.

Holds one frozen class per shape of row that a statement of ``sql/app`` returns.
Does not hold: any reading, formatting or arithmetic.
Called by ``queries`` and everything that shows these rows.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class RollRate:
    month_end_date: date
    from_state: str
    to_state: str
    position: int
    amount: Decimal
    from_amount: Decimal | None
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class PartItem:
    """An open item as part of a figure."""

    customer_id: str
    customer_name: str
    document_id: str
    instalment_number: int
    document_number: str
    due_date: date
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class CohortPoint:
    cohort_month: date
    days_since_due: int
    is_observed: bool
    due_amount: Decimal
    collected_amount: Decimal
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class DsoMonth:
    """Days sales outstanding at a month end, in every variant."""

    month_end_date: date
    receivables_amount: Decimal
    sales_amount: Decimal | None
    simple: Decimal | None
    best_possible: Decimal | None
    delinquent: Decimal | None
    unapplied: Decimal | None
    countback: Decimal | None
    undisputed: Decimal | None
    tax_out: Decimal | None
    month: Decimal | None
    rolling_3: Decimal | None
    rolling_12: Decimal | None
    conventional: Decimal | None
    per_invoice: Decimal | None
    days_late: Decimal | None


@dataclass(frozen=True, slots=True)
class DsoCause:
    month_end_date: date
    previous_month_end_date: date
    position: int
    cause: str
    days: Decimal | None


@dataclass(frozen=True, slots=True)
class DsoSegment:
    """What a segment adds to the company's days sales outstanding."""

    segment: str | None
    month_end_date: date
    previous_month_end_date: date | None
    receivables_amount: Decimal
    own_days: Decimal | None
    previous_own_days: Decimal | None
    part_days: Decimal
    previous_part_days: Decimal | None
    change_days: Decimal | None
