"""Rows of what the page of aging shows.

Holds one frozen class per shape of row that a statement of ``sql/app`` returns.
Does not hold: any reading, formatting or arithmetic.
Called by ``queries`` and everything that shows these rows.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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
