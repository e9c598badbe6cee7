"""Thirteen weeks of receipts: what the open book and the billing to come will bring, and how sure that is.

Holds the expected receipts by week and line, and the draws that make their bands.
Does not hold: payment hazards (``prediction``), how wide past misses make the bands (``bands``), the clock.
Called by backtest and computed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dagster_project.billing import Billing, billing_of, draw_new, expected_new
from dagster_project.hazard_parts import Method
from dagster_project.ledger_days import Days, Flags, Numbers, Pieces
from dagster_project.prediction import METHODS, NO_DAYS, Model

PATHS = 200
SEED = 20_260_101  # any number, as long as it is always the same
OPEN_LINES = ("not_due", "overdue", "promised", "disputed")
LINES = (*OPEN_LINES, "new_billing")
UNITS = 10_000  # amounts have four decimals
CHANCE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Receipts:
    """Receipts of one company by line: expected by week, and drawn by path and week (none: no history)."""

    method: Method
    billing_week_count: int
    expected: Mapping[str, Numbers]
    paths: Mapping[str, Numbers] | None


@dataclass(frozen=True, slots=True)
class ItemWeeks:
    """Per open piece and week: the chance of payment, and the expected amount in ten-thousandths, whole."""

    chances: Numbers
    expected: Days


def forecast(
    model: Model,
    items: Pieces,
    paid_by: Numbers,
    *,
    week_ends: Sequence[int],
    holidays: Days = NO_DAYS,
    seed: int = SEED,
) -> Receipts:
    """Return what the open pieces, by their chances of payment, and the billing to come bring by week."""
    ends = np.array(week_ends, dtype=np.int64)
    billing = billing_of(model, week_ends=ends, holidays=holidays)
    by_week = paid_by[:, ends - model.as_of - 1].astype(np.float64)
    lines = lines_of(items, as_of=model.as_of)
    weeks = item_weeks(model, items, paid_by, week_ends=week_ends)
    expected = {name: weeks.expected[chosen].sum(axis=0) / UNITS for name, chosen in lines.items()}
    expected["new_billing"] = expected_new(billing)
    paths = None
    if model.parts is not None:
        batch = model.parts.clock.batch[items.customer]
        paths = _paths(items, lines, by_week, batch, billing, random=np.random.default_rng(seed))
    return Receipts(model.method, billing.week_count, expected, paths)


def item_weeks(model: Model, items: Pieces, paid_by: Numbers, *, week_ends: Sequence[int]) -> ItemWeeks:
    """Return what each open piece is expected to bring in each week."""
    by_week = paid_by[:, np.array(week_ends, dtype=np.int64) - model.as_of - 1].astype(np.float64)
    chances = np.round(np.diff(by_week, axis=1, prepend=0.0), CHANCE_DIGITS)
    return ItemWeeks(chances, np.rint(items.cash[:, None] * chances * UNITS).astype(np.int64))


def lines_of(items: Pieces, *, as_of: int) -> dict[str, Flags]:
    """Return which items make which line: a dispute goes before a promise, a promise before the due date."""
    is_due = items.due < as_of
    is_promised = items.is_promised & ~items.is_disputed
    plain = ~items.is_disputed & ~is_promised
    return {
        "not_due": plain & ~is_due,
        "overdue": plain & is_due,
        "promised": is_promised,
        "disputed": items.is_disputed,
    }


def consolidated(companies: Sequence[tuple[float, Receipts]]) -> Receipts:
    """Return the sum of companies, each at its rate: their customers pay independently of each other."""
    expected = {name: total([rate * one.expected[name] for rate, one in companies]) for name in LINES}
    paths = [(rate, one.paths) for rate, one in companies if one.paths is not None]
    complete = len(paths) == len(companies)
    return Receipts(
        method=min((one.method for _, one in companies), key=METHODS.index),
        billing_week_count=min(one.billing_week_count for _, one in companies),
        expected=expected,
        paths={name: total([rate * one[name] for rate, one in paths]) for name in LINES}
        if complete
        else None,
    )


def total(parts: Sequence[Numbers]) -> Numbers:
    summed: Numbers = np.sum(parts, axis=0)
    return summed


def _paths(
    items: Pieces,
    lines: Mapping[str, Flags],
    by_week: Numbers,
    batch: Numbers,
    billing: Billing,
    *,
    random: np.random.Generator,
) -> dict[str, Numbers]:
    """Draw who pays when: items of one customer due in one week share their luck when it pays in batches."""
    weeks = by_week.shape[1]
    groups = np.unique(np.stack([items.customer, items.due // 7], axis=1), axis=0, return_inverse=True)[1]
    groups, group_count = groups.reshape(-1), int(groups.max(initial=-1)) + 1
    line = np.zeros(len(batch), dtype=np.int64)
    for number, chosen in enumerate(lines.values()):
        line[chosen] = number
    thresholds = np.ascontiguousarray(by_week.T.astype(np.float32))
    cell = line * (weeks + 1)
    drawn = np.zeros((PATHS, len(lines), weeks))
    for path in range(PATHS):
        own = random.random(len(batch), dtype=np.float32)
        shared = random.random(group_count, dtype=np.float32)[groups]
        together = random.random(len(batch), dtype=np.float32) < batch
        luck = np.where(together, shared, own)
        week = (thresholds <= luck).sum(axis=0)
        found = np.bincount(cell + week, weights=items.cash, minlength=len(lines) * (weeks + 1))
        drawn[path] = found.reshape(len(lines), weeks + 1)[:, :weeks]
    paths = {name: drawn[:, number] for number, name in enumerate(lines)}
    return {**paths, "new_billing": draw_new(billing, paths=PATHS, random=random)}
