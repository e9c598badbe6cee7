"""What differs between the published marts and the re-performance, row by row.

Holds one comparison per mart, each a list of differences with the company that shows it.
Does not hold: how either side is computed.
Called by the re-performance tests.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from tests.comparison_monthly import compare_monthly
from tests.differences import RATE_DIGITS, Difference, Key, differences, figures
from tests.homes import MartRow
from tests.reperformance.aging import aging_customers_monthly, aging_daily, month_end, open_items
from tests.reperformance.cohorts import recovery_cohorts, reported_periods
from tests.reperformance.ledger import Ledger, perform
from tests.reperformance.periods import collection_kpis_monthly, receivables_daily, roll_forward_monthly
from tests.reperformance.records import Extract, rejects

Read = Callable[[str], list[MartRow]]


def compare(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    """Compare every mart that both sides have."""
    return [
        *compare_open_items(read, ledger, as_of),
        *compare_rejects(read, ledger),
        *compare_aging(read, ledger, as_of),
        *compare_receivables(read, ledger, as_of),
        *compare_aging_of_customers(read, ledger, as_of),
        *compare_months(read, ledger, as_of),
        *compare_cohorts(read, ledger, as_of),
        *compare_rolls(read, ledger, as_of),
        *compare_monthly(read, ledger, as_of),
    ]


def compare_open_items(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    """Compare fct_open_items, column for column."""
    expected = {key: asdict(item) for key, item in open_items(ledger, as_of).items()}
    published = {
        (row["company_id"], row["document_id"], str(row["instalment_number"])): row
        for row in read("fct_open_items")
    }
    shown = {
        key: {column: row[column] for column in expected.get(key, row)} for key, row in published.items()
    }
    return differences("fct_open_items", expected, shown)


def compare_rejects(read: Read, ledger: Ledger) -> list[Difference]:
    """Compare the allocations that the build rejects, with their reasons."""
    expected = {(reject.company_id, reject.allocation_id): reject.reason_code for reject in ledger.rejects}
    published = {}
    for row in read("fct_rejected_records"):
        if row["layer"] == "landing":
            continue
        record = json.loads(row["original_text"])
        published[record["company_id"], record["allocation_id"]] = row["reason_code"]
    return differences("fct_rejected_records", expected, published)


def compare_landing(read: Read, extracts: Iterable[Extract]) -> list[Difference]:
    """Compare the records that landing rejects by themselves, with their reasons."""
    published = {
        (row["file_hash"], row["record_number"], row["entity"]): row["reason_code"]
        for row in read("fct_rejected_records")
        if row["layer"] == "landing"
    }
    return differences("fct_rejected_records", rejects(extracts), published)


def compare_rolls(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    """Compare what rolled out of each bucket over a month with what was in it; its rates sum to one."""
    wanted: dict[Key, Decimal] = defaultdict(Decimal)
    for (company_id, day, _, _, bucket), balance in aging_customers_monthly(ledger, as_of).items():
        following = month_end(day + timedelta(days=1))
        if following <= as_of and bucket != "unapplied" and balance.amount_base:
            wanted[company_id, following, bucket] += balance.amount_base
    moved: dict[Key, Decimal] = defaultdict(Decimal)
    rates: dict[Key, Decimal] = defaultdict(Decimal)
    for row in read("fct_roll_rates_monthly"):
        key = (row["company_id"], row["month_end_date"], row["from_state"])
        moved[key] += row["amount_base"]
        rates[key] += row["rate"] or 0
    sums = {key: round(rate, RATE_DIGITS - 2) for key, rate in rates.items()}
    return [
        *differences("fct_roll_rates_monthly", dict(wanted), {k: v for k, v in moved.items() if v}),
        *differences("fct_roll_rates_monthly", dict.fromkeys(sums, Decimal(1)), sums),
    ]


def compare_aging(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    """Compare fct_aging_daily, every day of it."""
    expected = {key: (b.amount, b.amount_base) for key, b in aging_daily(ledger, as_of).items()}
    published = {
        (row["company_id"], row["balance_date"], row["currency_code"], row["aging_bucket_code"]): (
            row["open_amount"],
            row["open_amount_base"] or Decimal(0),
        )
        for row in read("fct_aging_daily")
    }
    return differences("fct_aging_daily", expected, published)


def compare_receivables(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    """Compare fct_receivables_daily: amounts to the cent, days within the contract's 1e-9."""
    expected = {key: asdict(day) for key, day in receivables_daily(ledger, as_of).items()}
    published = {(row["company_id"], row["balance_date"]): row for row in read("fct_receivables_daily")}
    return figures("fct_receivables_daily", expected, published)


def compare_aging_of_customers(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    """Compare fct_aging_customers_monthly, every month end of it."""
    performed = aging_customers_monthly(ledger, as_of)
    expected = {key: (b.amount, b.amount_base) for key, b in performed.items()}
    columns = ("company_id", "balance_date", "customer_id", "currency_code", "aging_bucket_code")
    published = {
        tuple(row[column] for column in columns): (row["open_amount"], row["open_amount_base"] or Decimal(0))
        for row in read("fct_aging_customers_monthly")
    }
    return differences("fct_aging_customers_monthly", expected, published)


def compare_months(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    """Compare fct_collection_kpis_monthly and fct_roll_forward_monthly, every complete month."""
    rates = {key: asdict(month) for key, month in collection_kpis_monthly(ledger, as_of).items()}
    rolls = roll_forward_monthly(ledger, as_of)
    return [
        *figures("fct_collection_kpis_monthly", rates, _by_month(read("fct_collection_kpis_monthly"))),
        *figures("fct_roll_forward_monthly", rolls, _by_month(read("fct_roll_forward_monthly"))),
    ]


def compare_cohorts(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    """Compare fct_recovery_cohorts, cell by cell."""
    columns = ("company_id", "cohort_month", "segment", "days_since_due")
    expected = {key: asdict(cell) for key, cell in recovery_cohorts(ledger, as_of).items()}
    published = {tuple(row[column] for column in columns): row for row in read("fct_recovery_cohorts")}
    return figures("fct_recovery_cohorts", expected, published)


def compare_restatements(
    read: Read, extracts: Sequence[Extract], ledger: Ledger, *, as_of: date, known_at: datetime | None
) -> list[Difference]:
    """Compare the closed periods as reported and as known, and that the listed events make the difference."""
    performed = reported_periods(extracts, ledger, as_of=as_of, known_at=known_at)
    periods = {
        (row["company_id"], row["period_end_date"]): row for row in read("fct_restated_periods_monthly")
    }
    expected = {
        key: asdict(period)
        for key, period in performed.items()
        if key in periods or period.as_known_amount_base or period.as_reported_amount_base
    }
    listed: dict[Key, Decimal] = defaultdict(Decimal)
    carried: dict[Key, Decimal] = {}
    for row in read("fct_restatements"):
        key = (row["company_id"], row["period_end_date"])
        listed[key] += row["amount_base"] or Decimal(0)
        carried[key] = row["carried_amount_base"]
    changes = {key: performed[key].change_amount_base if key in performed else None for key in listed}
    explained = {key: amount + carried[key] for key, amount in listed.items()}
    return [
        *figures("fct_restated_periods_monthly", expected, periods),
        *differences("fct_restatements", changes, explained),
    ]


def compare_knowledge(
    read: Read, extracts: Sequence[Extract], *, days: Iterable[date], times: Iterable[datetime]
) -> list[Difference]:
    """Compare the sum of the events up to a day and a time with the whole performed again as known then."""
    events = read("fct_ledger_events")
    wanted = list(days)
    found = []
    for known_at in times:
        ledger = perform(extracts, known_at=known_at)
        moment = known_at.astimezone(UTC).replace(tzinfo=None)
        known = [event for event in events if event["known_at"] <= moment]
        for day in wanted:
            expected, published = _balances(ledger, day), _sums(known, day)
            found += differences(f"fct_ledger_events known {known_at} as of {day}", expected, published)
    return found


def _by_month(rows: Iterable[MartRow]) -> dict[Key, MartRow]:
    return {(row["company_id"], row["month_end_date"]): row for row in rows}


def _balances(ledger: Ledger, day: date) -> dict[Key, tuple[Decimal, Decimal]]:
    return {
        (*key, item.customer_id): (item.open_on(day), item.open_base_on(day) or Decimal(0))
        for key, item in ledger.items.items()
        if item.open_on(day)
    }


def _sums(events: Iterable[MartRow], day: date) -> dict[Key, tuple[Decimal, Decimal]]:
    amounts: dict[Key, Decimal] = defaultdict(Decimal)
    bases: dict[Key, Decimal] = defaultdict(Decimal)
    for event in events:
        if event["effective_date"] <= day:
            item = (event["company_id"], event["document_id"], str(event["instalment_number"]))
            key = (*item, event["customer_id"])
            amounts[key] += event["amount"]
            bases[key] += event["amount_base"] or Decimal(0)
    return {key: (amounts[key], bases[key]) for key in amounts if amounts[key] or bases[key]}
