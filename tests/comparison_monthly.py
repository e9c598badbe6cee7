"""What differs between the monthly marts of collection and the re-performance, row by row.

Holds one comparison per mart: roll rates, days sales outstanding, cohorts, behavior, losses and others.
Does not hold: how either side is computed; nor companies in which a piece's base amount depends on an order.
Called by ``tests.comparison``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.differences import Difference, Key, figures
from tests.homes import MartRow
from tests.reperformance import behavior, dso, losses, migration
from tests.reperformance.ledger import Ledger

Read = Callable[[str], list[MartRow]]
HHI_TOLERANCE = Decimal("0.0000002")  # each share is rounded to eight decimals before it is squared
PAID = (
    "paid_amount_base",
    "weighted_average_days_late",
    "weighted_average_terms_days",
    "weighted_average_days_paid",
)


def compare_monthly(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    """Compare the marts, of the companies in which every piece has one base amount."""
    exact = migration.exact_companies(ledger)
    return [
        difference
        for difference in (
            *_compare_rolls(read, ledger, as_of),
            *_compare_dso(read, ledger, as_of),
            *_compare_cohorts(read, ledger, as_of),
            *_compare_simple(read, ledger, as_of),
            *_compare_concentration(read, ledger, as_of),
            *_compare_behavior(read, ledger, as_of),
            *_compare_losses(read, ledger, as_of),
            *_compare_net_flows(read, ledger, as_of),
        )
        if difference.company_id in exact
    ]


def _compare_rolls(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    """Compare every transition, by segment and over them, with its rate."""
    by_segment = migration.roll_rates(ledger, as_of)
    by_company: dict[Key, Decimal] = defaultdict(Decimal)
    for (company_id, end, _, start, to_state), amount in by_segment.items():
        by_company[company_id, end, start, to_state] += amount
    keys = ("company_id", "month_end_date", "from_state", "to_state")
    segment_keys = ("company_id", "month_end_date", "segment", "from_state", "to_state")
    name, segments = "fct_roll_rates_monthly", "fct_roll_rates_segments_monthly"
    return [
        *figures(name, _with_rates({k: a for k, a in by_company.items() if a}), _by(read(name), *keys)),
        *figures(segments, _with_rates(by_segment), _by(read(segments), *segment_keys)),
    ]


def _compare_dso(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    name = "fct_dso_monthly"
    performed = {
        (company_id, grain, segment, customer_id, end): row
        for (grain, company_id, segment, customer_id, end), row in dso.dso_monthly(ledger, as_of).items()
    }
    keys = ("company_id", "grain", "segment", "customer_id", "month_end_date")
    return figures(name, performed, _by(read(name), *keys))


def _compare_cohorts(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    found = []
    for name, days, is_due in (
        ("fct_recovery_cohorts", "days_since_due", True),
        ("fct_recovery_cohorts_by_invoice_month", "days_since_invoice", False),
    ):
        performed = migration.net_cohorts(ledger, as_of, by_due_date=is_due)
        found += figures(name, performed, _by(read(name), "company_id", "cohort_month", "segment", days))
    return found


def _compare_simple(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    month, segment = ("company_id", "month_end_date"), ("company_id", "month_end_date", "segment")
    marts: list[tuple[str, Mapping[Key, Mapping[str, Any]], tuple[str, ...]]] = [
        ("fct_at_risk_monthly", migration.at_risk(ledger, as_of), segment),
        ("fct_collection_targets_monthly", migration.collection_targets(ledger, as_of), month),
        ("fct_credit_losses_monthly", migration.credit_losses(ledger, as_of), segment),
    ]
    found = []
    for name, performed, keys in marts:
        rows = {
            key: row for key, row in _by(read(name), *keys).items() if key in performed or _is_something(row)
        }
        expected = {key: row for key, row in performed.items() if key in rows or _is_something(row)}
        found += figures(name, expected, rows)
    return found


def _compare_concentration(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    name = "fct_concentration_monthly"
    rows = [row for row in read(name) if row["debtor_kind"] == "customer"]
    published = _by(rows, "company_id", "month_end_date")
    performed = migration.concentration(ledger, as_of)
    exact = {key: {c: v for c, v in row.items() if c != "hhi"} for key, row in performed.items()}
    far = [
        Difference(str(key[0]), name, (*key, "hhi_rate"), float(performed[key]["hhi"]), row["hhi_rate"])
        for key, row in published.items()
        if key in performed and abs(performed[key]["hhi"] - Fraction(row["hhi_rate"])) > HHI_TOLERANCE
    ]
    return [*figures(name, exact, published), *far]


def _compare_behavior(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    name, keys = "fct_customer_behavior_monthly", ("company_id", "customer_id", "month_end_date")
    return figures(name, behavior.customer_behavior(ledger, as_of), _by(read(name), *keys))


def _compare_losses(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    """Compare the provision matrix and its back-test; of nothing open nothing is expected."""
    name, tests = "fct_expected_credit_losses", "fct_credit_loss_backtests_monthly"
    rows = [row for row in read(name) if row["exposure_amount_base"]]
    matrix = _by(rows, "company_id", "segment", "aging_bucket_code")
    tested = _by(read(tests), "company_id", "month_end_date", "aging_bucket_code")
    performed = losses.expected_losses(ledger, as_of)
    expected = {key: row for key, row in performed.items() if row["exposure_amount_base"]}
    backtests = losses.loss_backtests(ledger, as_of)
    return [
        *figures(name, expected, matrix),
        *figures(tests, {k: r for k, r in backtests.items() if k in tested or _is_something(r)}, tested),
    ]


def _compare_net_flows(read: Read, ledger: Ledger, as_of: date) -> list[Difference]:
    name = "fct_net_flow_rates_monthly"
    keys = ("company_id", "month_end_date", "from_bucket_code")
    performed = migration.net_flows(ledger, as_of)
    rows = [row for row in read(name) if row["from_amount_base"]]
    return figures(
        name, {k: row for k, row in performed.items() if row["from_amount_base"]}, _by(rows, *keys)
    )


def _with_rates(moved: Mapping[Key, Decimal]) -> dict[Key, dict[str, Any]]:
    totals: dict[Key, Decimal] = defaultdict(Decimal)
    for (*start, _), amount in moved.items():
        totals[tuple(start)] += amount
    return {
        key: {"amount_base": amount, "rate": migration.ratio(amount, totals[key[:-1]])}
        for key, amount in moved.items()
    }


def _by(rows: Iterable[MartRow], *columns: str) -> dict[Key, MartRow]:
    return {tuple(row[column] for column in columns): row for row in rows}


def _is_something(row: Mapping[str, Any]) -> bool:
    """Say whether any amount of the row is not nothing: months of nothing need no row."""
    return any(row[column] for column in row if column.endswith("amount_base"))
