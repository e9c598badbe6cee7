"""Who knows what is true of the demo company finds it again in its marts.

Holds the comparison of the published demo with the truth that its generator writes beside the extracts.
Does not hold: exact rules of a mart; its unit tests and the re-performance do.
Called by pytest.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from statistics import fmean, median
from typing import Any

import pytest

from dagster_project import published
from dagster_project.settings import Settings
from tests import homes
from tests.homes import MartRow

pytestmark = pytest.mark.xdist_group("demo_company")
OF_ITEMS = frozenset({"allocation", "allocation_reversal", "void", "conversion"})
ENOUGH_PAYMENTS = 10
Key = tuple[str, str]


@cache
def _mart(path: Path, name: str) -> list[MartRow]:
    return homes.read_mart(path, name)


@pytest.fixture
def path(demo_home: Settings) -> Path:
    return demo_home.home / published.current(demo_home).path


def _truth(home: Settings, name: str) -> Any:
    return json.loads((home.home / "truth" / f"{name}.json").read_text(encoding="utf-8"))


def _customers(home: Settings) -> dict[Key, dict[str, Any]]:
    return {(row["company_id"], row["customer_id"]): row for row in _truth(home, "customers")}


def test_every_true_balance_is_the_published_one(demo_home: Settings, path: Path) -> None:
    columns = ("company_id", "currency_code", "aging_bucket_code")
    aging = {
        (row["balance_date"].isoformat(), *(row[column] for column in columns)): (
            row["open_amount"],
            row["open_amount_base"],
        )
        for row in _mart(path, "fct_aging_daily")
    }
    wrong = [
        row
        for row in _truth(demo_home, "balances")
        if aging.get((row["balance_date"], *(row[column] for column in columns)))
        != (Decimal(row["open_amount"]), Decimal(row["open_amount_base"]))
    ]
    assert wrong == []


def test_days_late_are_those_that_the_generator_drew(demo_home: Settings, path: Path) -> None:
    """The mart counts from the next business day, so that it may be a day or two lower or, early, higher."""
    drawn = _days_late(demo_home, after="2025-10-31", until="2026-10-31")
    gaps = [
        abs(float(row["weighted_days_late_settled"]) - drawn[row["company_id"], row["customer_id"]])
        for row in _behavior(path, date(2026, 10, 31))
        if row["settled_count"] >= ENOUGH_PAYMENTS and (row["company_id"], row["customer_id"]) in drawn
    ]
    assert len(gaps) > 100
    assert median(gaps) < 0.5
    assert sum(gap < 4 for gap in gaps) >= 0.95 * len(gaps)


def test_payer_classes_follow_from_the_habits(demo_home: Settings, path: Path) -> None:
    habits = _customers(demo_home)
    classes = {
        (row["company_id"], row["customer_id"]): row["payer_class"]
        for row in _behavior(path, date(2026, 10, 31))
    }
    found = Counter((habits[key]["kind"], classes[key]) for key in classes.keys() & habits.keys())
    assert not {kind for kind, payer_class in found if payer_class == "on_time"} - {"on_time", "pay_run"}
    assert found["on_time", "on_time"] > found["on_time", "late"]
    assert found["irregular", "irregular"] > 3 * found["irregular", "late"]
    assert found["late", "late"] > 5 * found["late", "irregular"]


def test_named_pay_runs_are_mostly_true_and_month_ends_are_found(demo_home: Settings, path: Path) -> None:
    habits = _customers(demo_home)
    named = {
        (row["company_id"], row["customer_id"]): row["pay_run"]
        for row in _mart(path, "fct_customer_pay_runs")
        if row["pay_run"]
    }
    true = [key for key, pay_run in named.items() if habits[key]["pay_run"] == pay_run]
    month_ends = {key for key, habit in habits.items() if habit["pay_run"] == "month_end"}
    assert len(true) >= 0.7 * len(named)
    assert len(month_ends & named.keys()) >= 0.7 * len(month_ends)


def test_a_change_of_habit_is_seen_in_its_segment(demo_home: Settings, path: Path) -> None:
    change = _truth(demo_home, "planted")["regime_change"]
    segments = {
        (row["company_id"], row["customer_id"]): row["segment"] for row in _mart(path, "dim_customers")
    }
    risen = {
        segment: _mean_days(path, date(2026, 10, 31), segments, segment)
        - _mean_days(path, date(2025, 11, 30), segments, segment)
        for segment in {"retail", "services", "construction", "industry"}
    }
    others = fmean(days for segment, days in risen.items() if segment != change["segment"])
    assert risen[change["segment"]] - others == pytest.approx(change["days_later"], abs=4)


def test_what_was_planted_in_the_ledger_is_named_where_a_reader_looks(
    demo_home: Settings, path: Path
) -> None:
    column = {
        "manual_journal": "exception_amount",
        "wrong_account": "wrong_account_amount",
        "timing": "unexplained_amount",
        "exchange": "unexplained_amount",
    }
    planted = _truth(demo_home, "planted")["gl_differences"]
    rows = _mart(path, "fct_tie_out_monthly")
    seen = set()
    for each in planted:
        for row in rows:
            is_there = (row["company_id"], row["account"]) == (each["company_id"], each["account"])
            if is_there and each["first"] <= row["period_end_date"].isoformat() <= each["last"]:
                assert row[column[each["kind"]]] == Decimal(each["amount"])
                seen.add((row["company_id"], row["account"], row["period_end_date"]))
    left = [
        row
        for row in rows
        if row["unexplained_amount"]
        and (row["company_id"], row["account"], row["period_end_date"]) not in seen
    ]
    assert len(seen) >= len(planted)
    assert left == []


def test_refused_allocations_are_the_planted_ones(demo_home: Settings, path: Path) -> None:
    refused = {
        json.loads(row["original_text"])["allocation_id"]
        for row in _mart(path, "fct_rejected_records")
        if row["entity"] == "allocations"
    }
    waiting = {name for name in _truth(demo_home, "planted")["refused_allocations"] if "WAIT" in name}
    assert refused == set(_truth(demo_home, "planted")["refused_allocations"]) - waiting


def test_every_planted_correction_is_two_events_more_and_a_late_one_a_restatement(
    demo_home: Settings, path: Path
) -> None:
    openings: dict[str, list[MartRow]] = defaultdict(list)
    for event in _mart(path, "fct_ledger_events"):
        if event["event_type"] not in OF_ITEMS:
            openings[event["document_id"]].append(event)
    corrected = set(_truth(demo_home, "planted")["corrected_documents"])
    opened_again = {
        name
        for name, events in openings.items()
        if any(event["amount"] < 0 < other["amount"] for event in events for other in events)
    }
    assert opened_again <= corrected
    closes = {
        (row["company_id"], row["period_end_date"].isoformat()[:7]): row["close_at"]
        for row in _mart(path, "fct_restated_periods_monthly")
    }
    listed = {row["event_id"] for row in _mart(path, "fct_restatements")}
    late = [
        event
        for name in opened_again
        for event in openings[name]
        if event["known_at"] > closes[event["company_id"], event["effective_date"].isoformat()[:7]]
    ]
    assert len(late) > 50
    assert [event["event_id"] for event in late if event["event_id"] not in listed] == []


def test_written_off_customers_are_those_that_never_pay(demo_home: Settings, path: Path) -> None:
    never = {
        row["customer_id"] for row in _truth(demo_home, "invoices") if row["outcome"] in {"never", "credited"}
    }
    events = _mart(path, "fct_ledger_events")
    written_off = {event["customer_id"] for event in events if event["event_type"] == "write_off"}
    assert len(written_off) > 10
    assert len(written_off - never) <= 0.2 * len(written_off)


def _behavior(path: Path, month_end: date) -> list[MartRow]:
    return [row for row in _mart(path, "fct_customer_behavior_monthly") if row["month_end_date"] == month_end]


def _mean_days(path: Path, month_end: date, segments: dict[Key, str], segment: str) -> float:
    return fmean(
        float(row["weighted_days_late_settled"])
        for row in _behavior(path, month_end)
        if row["settled_count"] >= 5 and segments[row["company_id"], row["customer_id"]] == segment
    )


def _days_late(home: Settings, *, after: str, until: str) -> dict[Key, float]:
    """Return the true days late of what each customer paid within the days, weighted by amount."""
    paid: dict[Key, list[tuple[Decimal, int]]] = defaultdict(list)
    for row in _truth(home, "invoices"):
        for part in row["parts"]:
            if after < part["bank_date"] <= until:
                late = date.fromisoformat(part["bank_date"]) - date.fromisoformat(row["due_date"])
                paid[row["company_id"], row["customer_id"]].append((Decimal(part["amount"]), late.days))
    return {key: _weighted(parts) for key, parts in paid.items()}


def _weighted(parts: Iterable[tuple[Decimal, int]]) -> float:
    listed = list(parts)
    return float(sum(amount * days for amount, days in listed) / sum(amount for amount, _ in listed))
