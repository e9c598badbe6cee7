"""Thirteen weeks of receipts: what the open book and the billing to come will bring, and how sure that is.

Holds the expected receipts by week and line, and the draws that make their bands.
Does not hold: payment hazards (``prediction``), bank balances and disbursements (models), the clock.
Called by ``defs/computed.py``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dagster_project.billing import Billing, billing_of, draw_new, expected_new
from dagster_project.ledger_days import Days, Flags, Numbers, Pieces, known
from dagster_project.prediction import Curves, Method, paid_by

PATHS = 200
SEED = 20_260_101  # any number, as long as it is always the same
MARGIN = 0.02  # of a mean week: what the model itself does not know
LINES = ("not_due", "overdue", "disputed", "new_billing")


@dataclass(frozen=True, slots=True)
class Band:
    """Expected value and three quantiles of each week; no quantiles where there is too little history."""

    expected: Numbers
    p10: Numbers | None = None
    p50: Numbers | None = None
    p90: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Receipts:
    """Receipts of one company by line: expected by week, and drawn by path and week (none: no history)."""

    method: Method
    billing_week_count: int
    expected: Mapping[str, Numbers]
    paths: Mapping[str, Numbers] | None


def forecast(
    curves: Curves, pieces: Pieces, *, as_of: int, week_ends: Sequence[int], seed: int = SEED
) -> Receipts:
    """Return what the pieces known at the end of a day, and the billing to come, bring in each week."""
    view = known(pieces, as_of=as_of)
    items = view.where(view.is_open)
    ends = np.array(week_ends, dtype=np.int64)
    billing = billing_of(curves, view, as_of=as_of, week_ends=ends)
    chances = _chances(curves, items, as_of=as_of, week_ends=ends)
    lines = _lines(items, as_of=as_of)
    expected = {name: _by_week(items.amount[chosen] @ chances[chosen]) for name, chosen in lines.items()}
    expected["new_billing"] = expected_new(billing)
    paths = None
    if curves.method != "due_date":
        paths = _paths(items, lines, chances, billing, random=np.random.default_rng(seed))
    return Receipts(curves.method, billing.week_count, expected, paths)


def bands(receipts: Receipts) -> dict[str, Band]:
    """Return the band of each line, of all receipts, and of all receipts since the start."""
    total = _sum([receipts.expected[name] for name in LINES])
    means = {**receipts.expected, "receipts": total, "cumulative": np.cumsum(total)}
    if receipts.paths is None:
        return {name: Band(mean) for name, mean in means.items()}
    drawn = np.sum([receipts.paths[name] for name in LINES], axis=0)
    paths = {**receipts.paths, "receipts": drawn, "cumulative": np.cumsum(drawn, axis=1)}
    return {name: _band(mean, paths[name], mean_week=float(total.mean())) for name, mean in means.items()}


def consolidated(companies: Sequence[tuple[float, Receipts]]) -> Receipts:
    """Return the sum of companies, each at its rate: their customers pay independently of each other."""
    expected = {name: _sum([rate * one.expected[name] for rate, one in companies]) for name in LINES}
    paths = [(rate, one.paths) for rate, one in companies if one.paths is not None]
    complete = len(paths) == len(companies)
    return Receipts(
        method=min((one.method for _, one in companies), key=_strength),
        billing_week_count=min(one.billing_week_count for _, one in companies),
        expected=expected,
        paths={name: _sum([rate * one[name] for rate, one in paths]) for name in LINES} if complete else None,
    )


def _strength(method: Method) -> int:
    return ("due_date", "pooled", "customer_and_pooled").index(method)


def _sum(parts: Sequence[Numbers]) -> Numbers:
    total: Numbers = np.sum(parts, axis=0)
    return total


def _by_week(cumulative: Numbers) -> Numbers:
    return np.diff(cumulative, prepend=0.0)


def _chances(curves: Curves, items: Pieces, *, as_of: int, week_ends: Days) -> Numbers:
    """Return, per item and week, the chance that it is paid by the week's end."""
    today = np.full(len(items.due), as_of, dtype=np.int64)
    columns = [paid_by(curves, items, since=today, until=np.full_like(today, end)) for end in week_ends]
    return np.stack(columns, axis=1)


def _lines(items: Pieces, *, as_of: int) -> dict[str, Flags]:
    is_due = items.due < as_of
    return {
        "not_due": ~items.is_disputed & ~is_due,
        "overdue": ~items.is_disputed & is_due,
        "disputed": items.is_disputed,
    }


def _paths(
    items: Pieces,
    lines: Mapping[str, Flags],
    chances: Numbers,
    billing: Billing,
    *,
    random: np.random.Generator,
) -> dict[str, Numbers]:
    """Draw who pays when: items of one customer due in one week share their luck."""
    groups = np.unique(np.stack([items.customer, items.due // 7], axis=1), axis=0, return_inverse=True)[1]
    luck = random.random((PATHS, int(groups.max(initial=-1)) + 1))
    amounts = np.stack([np.where(chosen, items.amount, 0.0) for chosen in lines.values()])
    drawn = np.zeros((PATHS, len(lines), chances.shape[1]))
    for path in range(PATHS):
        drawn[path] = amounts @ (luck[path][groups.reshape(-1), None] < chances)
    by_week = np.diff(drawn, axis=2, prepend=0.0)
    found = {name: by_week[:, number] for number, name in enumerate(lines)}
    return {**found, "new_billing": draw_new(billing, paths=PATHS, random=random)}


def _band(mean: Numbers, paths: Numbers, *, mean_week: float) -> Band:
    """Centre the drawn spread on the expected value; receipts are not negative."""
    low, middle, high = np.quantile(paths, (0.1, 0.5, 0.9), axis=0)
    centre, margin = paths.mean(axis=0), MARGIN * mean_week * (mean > 0)
    p10 = np.maximum(mean - np.maximum(centre - low, 0.0) - margin, 0.0)
    p90 = mean + np.maximum(high - centre, 0.0) + margin
    return Band(mean, p10, np.clip(mean + middle - centre, p10, p90), p90)
