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


@dataclass(frozen=True, slots=True)
class CashLine:
    """One line of one week."""

    line: str
    flow_kind: str
    week_start_date: date
    expected_amount: Decimal | None


@dataclass(frozen=True, slots=True)
class WeekItem:
    """An open item that may be paid in a week; counts and total are of all items of the week."""

    customer_id: str
    customer_name: str
    document_id: str
    instalment_number: int
    document_number: str
    due_date: date | None
    open_amount: Decimal | None
    probability: Decimal
    expected_amount: Decimal
    p50_date: date | None
    reasons: str
    line: str
    item_count: int
    total_amount: Decimal


@dataclass(frozen=True, slots=True)
class ForecastStep:
    """What one driver changed since the forecast of a week ago, and the customer that moved it most."""

    driver: str
    previous_version_date: date
    version_date: date
    item_count: int
    previous_amount: Decimal
    current_amount: Decimal
    change_amount: Decimal
    customer_name: str | None
    customer_change_amount: Decimal | None


@dataclass(frozen=True, slots=True)
class ForecastLead:
    """How far past forecasts were from what came, so many weeks ahead; 0 is all of them."""

    lead_weeks: int
    forecast_count: int
    wape_rate: Decimal | None
    naive_wape_rate: Decimal | None
    bias_rate: Decimal | None
    coverage_rate: Decimal | None
    is_naive_better: bool
