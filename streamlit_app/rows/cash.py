"""Rows of what the page of cash shows.

Holds one frozen class per shape of row that a statement of ``sql/app`` returns.
Does not hold: any reading, formatting or arithmetic.
Called by ``queries`` and everything that shows these rows.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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
