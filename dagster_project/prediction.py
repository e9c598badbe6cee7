"""When an open debit will be paid: a distribution over days, counted from the company's own history.

Holds the hazards by lateness (pooled, and each customer's shrunk towards it), their fallbacks, and what
they say of each open piece.
Does not hold: cash by week (``forecast``), reading of tables, the clock.
Called by forecast and ``defs/computed.py``.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from dagster_project.ledger_days import NEVER, Days, Numbers, Pieces, known

Method = Literal["due_date", "pooled", "customer_and_pooled"]

FIRST, LAST = -100, 150  # days past due that have a hazard of their own; later ones share one
BINS = LAST - FIRST + 2
WINDOW_DAYS = 365  # older payments say less of today's customers
SHRINKAGE = 5.0  # pooled pseudo-items in a customer's curve
POOLED_FROM, CUSTOMERS_FROM = 50, 250  # paid pieces; measured on three public ledgers
LONGEST_DAYS = 365  # what is unpaid so long after the report's day counts as never
QUANTILES = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Curves:
    """Minus the logarithm of survival by days past due, a row per customer; no rows with little history."""

    method: Method
    paid_count: int
    hazard_sums: Numbers
    late_hazards: Numbers


@dataclass(frozen=True, slots=True)
class Predictions:
    """What is expected of each open piece, in the order of the view's open pieces.

    A date of NEVER lies more than a year ahead. Without history there are due dates and no probabilities.
    """

    method: Method
    paid_count: int
    quantile_days: Days
    late: Numbers
    never: Numbers


def fit(pieces: Pieces, *, as_of: int) -> Curves:
    """Count the hazards of payment as known at the end of a day."""
    view = known(pieces, as_of=as_of)
    history = view.where(view.is_invoiced)
    customer_count = int(pieces.customer.max(initial=-1)) + 1
    paid_count = int(history.is_paid.sum())
    method = choose(paid_count)
    if method == "due_date":
        return Curves(method, paid_count, np.zeros((0, BINS)), np.zeros(0))
    at_risk, paid = _counts(history, as_of=as_of, customer_count=customer_count)
    pooled = (paid.sum(axis=0) + 0.001) / (at_risk.sum(axis=0) + 0.1)
    hazards = np.broadcast_to(pooled, paid.shape)
    if method == "customer_and_pooled":
        hazards = (hazards + (paid + SHRINKAGE * pooled) / (at_risk + SHRINKAGE)) / 2
    sums = -np.log1p(-np.clip(hazards, 0.0, 0.999))
    return Curves(method, paid_count, np.cumsum(sums[:, :-1], axis=1), np.ascontiguousarray(sums[:, -1]))


def choose(paid_count: int) -> Method:
    """Return what so much history allows."""
    if paid_count < POOLED_FROM:
        return "due_date"
    return "pooled" if paid_count < CUSTOMERS_FROM else "customer_and_pooled"


def paid_by(curves: Curves, pieces: Pieces, *, since: Days, until: Days) -> Numbers:
    """Return the chance that each piece, open at the end of `since`, is paid by the end of `until`."""
    if curves.method == "due_date":
        expected = np.maximum(pieces.due, since + 1)
        return (expected <= until).astype(np.float64)
    before = _hazard_sum(curves, pieces.customer, since - pieces.due)
    after = _hazard_sum(curves, pieces.customer, until - pieces.due)
    return -np.expm1(np.minimum(before - after, 0.0))


def predict(curves: Curves, pieces: Pieces, *, as_of: int) -> Predictions:
    """Return the distribution of each piece that is open at the end of the day."""
    view = known(pieces, as_of=as_of)
    items = view.where(view.is_open)
    today = np.full(len(items.due), as_of, dtype=np.int64)
    if curves.method == "due_date":
        days = np.maximum(items.due, as_of + 1)
        unknown = np.full(len(days), np.nan)
        return Predictions(curves.method, curves.paid_count, np.stack([days] * 3, axis=1), unknown, unknown)
    on_time = paid_by(curves, items, since=today, until=np.maximum(items.due, today))
    never = 1.0 - paid_by(curves, items, since=today, until=today + LONGEST_DAYS)
    days = np.stack([_quantile(curves, items, today, level) for level in QUANTILES], axis=1)
    return Predictions(curves.method, curves.paid_count, days, 1.0 - on_time, never)


def _counts(history: Pieces, *, as_of: int, customer_count: int) -> tuple[Numbers, Numbers]:
    """Return, per customer and days past due, the days at risk and the payments of the window."""
    start = as_of - WINDOW_DAYS + 1
    ended = np.minimum(history.closed, as_of)
    seen = history.where((ended >= start) & (history.posted <= ended))
    ended = np.minimum(seen.closed, as_of) - seen.due
    entered = np.maximum(seen.posted, start) - seen.due
    shape = (customer_count, BINS)
    first = np.clip(entered, FIRST, LAST + 1) - FIRST
    last = np.clip(ended, FIRST, LAST + 1) - FIRST
    ends = np.bincount(seen.customer * (BINS + 1) + last + 1, minlength=customer_count * (BINS + 1))
    starts = np.bincount(seen.customer * (BINS + 1) + first, minlength=customer_count * (BINS + 1))
    steps = (starts - ends).reshape(customer_count, BINS + 1)
    at_risk = np.cumsum(steps, axis=1)[:, :-1].astype(np.float64)
    # The last bin counts days, not pieces: all days later than the range share its hazard.
    late_days = np.maximum(ended - np.maximum(entered, LAST + 1) + 1, 0)
    at_risk[:, -1] = np.bincount(seen.customer, weights=late_days, minlength=customer_count)
    paid_cells = (seen.customer * BINS + last)[seen.is_paid]
    paid = np.bincount(paid_cells, minlength=customer_count * BINS).reshape(shape).astype(np.float64)
    return _smoothed(at_risk), _smoothed(paid)


def _smoothed(counts: Numbers) -> Numbers:
    """Return the counts smoothed ¼ ½ ¼ over the days past due; the last bin stays as it is."""
    inner = counts[:, :-1]
    padded = np.pad(inner, ((0, 0), (1, 1)), mode="edge")
    smooth = 0.25 * padded[:, :-2] + 0.5 * inner + 0.25 * padded[:, 2:]
    return np.concatenate([smooth, counts[:, -1:]], axis=1)


def _hazard_sum(curves: Curves, customer: Days, lateness: Days) -> Numbers:
    """Return minus the logarithm of survival through a day past due."""
    cell = np.clip(lateness, FIRST, LAST) - FIRST
    sums = np.where(lateness < FIRST, 0.0, curves.hazard_sums[customer, cell])
    return sums + np.maximum(lateness - LAST, 0) * curves.late_hazards[customer]


def _quantile(curves: Curves, items: Pieces, today: Days, level: float) -> Days:
    """Return the first day by which the chance of payment reaches the level, by bisection."""
    low, high = np.ones_like(today), np.full_like(today, LONGEST_DAYS + 1)
    while bool((low < high).any()):
        middle = (low + high) // 2
        reached = paid_by(curves, items, since=today, until=today + middle) >= level
        low, high = np.where(reached, low, middle + 1), np.where(reached, middle, high)
        high = np.maximum(low, high)
    return np.where(low > LONGEST_DAYS, NEVER, today + low)
