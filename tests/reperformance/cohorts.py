"""Recovery by due month and the closed periods' balances, performed again.

Holds cohort curves, and what each month end was reported as at its close and is known as now.
Does not hold: days sales outstanding or the roll-forward; `periods` does.
Called by the comparison of the re-performance.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from zoneinfo import ZoneInfo

from tests.reperformance.aging import days, month_ends
from tests.reperformance.items import ZERO, Item, counts
from tests.reperformance.ledger import Ledger, perform
from tests.reperformance.periods import MOVEMENTS, base_taken_by_receipts, ratio
from tests.reperformance.records import SEEDS, Extract, all_versions

CohortKey = tuple[str, date, str | None, int]
ALL_KNOWN = datetime(9999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cohort:
    """One cell of fct_recovery_cohorts."""

    invoiced_amount_base: Decimal
    collected_amount_base: Decimal
    collected_rate: Fraction | None


@dataclass(frozen=True, slots=True)
class Period:
    """What a month end was at its close, and what it is known to be now."""

    as_reported_amount_base: Decimal
    as_known_amount_base: Decimal

    @property
    def change_amount_base(self) -> Decimal:
        return self.as_known_amount_base - self.as_reported_amount_base


def recovery_cohorts(ledger: Ledger, as_of: date) -> dict[CohortKey, Cohort]:
    """Return the curves of what falls due in each month, on the days of seeds/cohort_days.csv."""
    members: dict[tuple[str, date, str | None], list[Item]] = {}
    for item in ledger.items.values():
        if item.document_type in MOVEMENTS["invoiced"] and item.posting_date <= as_of and item.factor:
            customer = ledger.customers.get((item.company_id, item.customer_id))
            segment = customer.text("segment") if customer else None
            members.setdefault((item.company_id, item.due_date.replace(day=1), segment), []).append(item)
    return {
        (*cohort, since): _cell(items, since, as_of)
        for cohort, items in members.items()
        for since in _cohort_days()
    }


def reported_periods(
    extracts: Sequence[Extract], ledger: Ledger, *, as_of: date, known_at: datetime | None
) -> dict[tuple[str, date], Period]:
    """Return the month ends that closed when something of the company was known already."""
    now = known_at or ALL_KNOWN
    first_known = _first_known(extracts, now)
    first_day = min(item.posting_date for item in ledger.items.values()) - timedelta(days=800)
    found = {}
    for zone in {_zone(ledger, company_id) for company_id in first_known}:
        for end in month_ends(first_day, as_of):
            closed_at = close_of(end, zone)
            reported = perform(extracts, known_at=min(closed_at, now))
            for company_id, known in first_known.items():
                if _zone(ledger, company_id) == zone and closed_at >= known:
                    then, today = (_total(one, company_id, end) for one in (reported, ledger))
                    found[company_id, end] = Period(then, today)
    return found


def close_of(end: date, zone: str) -> datetime:
    """Return when the books of a month close: its end in company time and the days of the close calendar."""
    day = end + timedelta(days=1 + _close_lag_days())
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _cell(items: Sequence[Item], since: int, as_of: date) -> Cohort:
    invoiced = sum((item.to_base(item.gross) or ZERO for item in items), ZERO)
    collected = sum(
        (_collected(item, min(item.due_date + timedelta(days=since), as_of)) for item in items), ZERO
    )
    is_observed = max(item.due_date for item in items) + timedelta(days=since) <= as_of
    return Cohort(invoiced, collected, ratio(collected, invoiced) if is_observed else None)


def _collected(item: Item, until: date) -> Decimal:
    return sum((base_taken_by_receipts(item, day) for day in days(item.posting_date, until)), ZERO)


def _first_known(extracts: Sequence[Extract], now: datetime) -> dict[str, datetime]:
    """Return when the first item of each company became known."""
    found: dict[str, datetime] = {}
    for record in all_versions(extracts, "documents"):
        if counts(record) and record.version_at <= now:
            company_id = record.values["company_id"]
            found[company_id] = min(record.version_at, found.get(company_id, now))
    return found


def _zone(ledger: Ledger, company_id: str) -> str:
    company = ledger.companies.get((company_id,))
    return (company.text("time_zone") if company else None) or "UTC"


def _total(ledger: Ledger, company_id: str, day: date) -> Decimal:
    items = (item for item in ledger.items.values() if item.company_id == company_id)
    return sum((item.open_base_on(day) or ZERO for item in items), ZERO)


@cache
def _cohort_days() -> list[int]:
    with (SEEDS / "cohort_days.csv").open(encoding="utf-8") as lines:
        return [int(row["days_since"]) for row in csv.DictReader(lines)]


@cache
def _close_lag_days() -> int:
    with (SEEDS / "close_calendar.csv").open(encoding="utf-8") as lines:
        (lag,) = (row["close_lag_days"] for row in csv.DictReader(lines) if row["company_id"] == "*")
        return int(lag)
