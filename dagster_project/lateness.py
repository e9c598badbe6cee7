"""How late a piece is paid, as a place and a spread: terms, what is known at issue, and the customer.

Holds the joint fit of these, and one hazard for all customers on that scale.
Does not hold: counts by days past due (``hazard_curves``), pay-runs (``pay_runs``).
Called by prediction and stack.
"""

from dataclasses import dataclass, replace

import numpy as np

from dagster_project.hazard_curves import TERMS, terms_class
from dagster_project.ledger_days import Days, Flags, Numbers, Pieces, day_of, weekday

EARLIEST, LATEST = -60, 120  # days past due beyond which one payment says no more
HALF_LIFE_DAYS, HAZARD_HALF_LIFE_DAYS = 180.0, 360.0
TERMS_WEIGHT, CUSTOMER_WEIGHT = 20.0, 4.0  # pseudo-items towards all
RIDGE, RESIDUAL_CUT, ROUNDS = 50.0, 30.0, 4
MOST_LEVELS = 12  # of what is known at issue: a longer list says too little of each
STEP, LOWEST, HIGHEST = 0.2, -6.0, 10.0
EDGES = np.arange(LOWEST, HIGHEST + STEP / 2, STEP)
UNPAID_DAYS = 1080  # closed longer ago, it weighs nothing
MOST_PAID = 400_000  # newest payments that the fit reads


@dataclass(frozen=True, slots=True)
class Scale:
    """Where each piece's lateness is expected: by terms, by what is known at issue, by customer."""

    terms: Numbers
    effects: Numbers
    level_count: int
    amount_mean: float
    amount_spread: float
    customer: Numbers
    customer_spread: Numbers
    spread: float


@dataclass(frozen=True, slots=True)
class Lateness:
    """A scale, and minus the logarithm of survival along it."""

    scale: Scale
    hazard_sums: Numbers
    last_hazard: float


def fit(history: Pieces, *, as_of: int, customer_count: int) -> Lateness:
    """Fit the payments known at the end of a day; `history` is a view of that day."""
    paid = history.where(history.is_paid & (history.posted <= history.closed))
    if len(paid.due) > MOST_PAID:
        paid = paid.where(np.sort(np.argsort(-paid.closed, kind="stable")[:MOST_PAID]))
    scale, weight, residual = _scale(paid, as_of=as_of, customer_count=customer_count)
    return _hazard(scale, history, paid, weight=weight, residual=residual, as_of=as_of)


def place(scale: Scale, pieces: Pieces) -> tuple[Numbers, Numbers]:
    """Return the expected lateness of each piece and its spread."""
    effects = _known_at_issue(scale, pieces) @ scale.effects
    expected = scale.terms[terms_class(pieces)] + effects + scale.customer[pieces.customer]
    return expected, scale.customer_spread[pieces.customer]


def survival_log(fitted: Lateness, z: Numbers) -> Numbers:
    """Return minus the logarithm of survival up to places on the scale."""
    inside = np.interp(z, EDGES, fitted.hazard_sums)
    return inside + np.maximum(z - HIGHEST, 0.0) * fitted.last_hazard


def surprises(fitted: Lateness, history: Pieces, *, as_of: int, days: int, pseudo: float) -> Numbers:
    """Return, per customer, the logarithm of its payments of late over those that the fit expects.

    A customer that stopped paying, or pays later than it used to, is below zero; few payments say little.
    """
    first = as_of - days + 1
    seen = history.where((history.closed >= first) & (history.posted <= as_of))
    expected, spread = place(fitted.scale, seen)
    start = np.maximum(seen.posted, first) - seen.due
    end = np.minimum(seen.closed, as_of) + 1 - seen.due
    came = seen.is_paid.astype(np.float64)
    due = survival_log(fitted, (end - expected) / spread) - survival_log(fitted, (start - expected) / spread)
    count = len(fitted.scale.customer)
    paid, awaited = _sums(seen.customer, came, count=count), _sums(seen.customer, due, count=count)
    found: Numbers = np.log((paid + pseudo) / (np.maximum(awaited, 0.0) + pseudo))
    return found


def _scale(paid: Pieces, *, as_of: int, customer_count: int) -> tuple[Scale, Numbers, Numbers]:
    """Backfit terms, effects and customers; return them with each payment's weight and own residual."""
    late = np.clip(paid.closed - paid.due, EARLIEST, LATEST).astype(np.float64)
    weight = 0.5 ** ((as_of - paid.closed) / HALF_LIFE_DAYS)
    logs = np.log1p(np.maximum(paid.amount, 0.0))
    empty = Scale(
        terms=np.zeros(len(TERMS) + 1),
        effects=np.zeros(0),
        level_count=_levels(paid),
        amount_mean=float(logs.mean()) if len(logs) else 0.0,
        amount_spread=max(float(logs.std()), 0.1) if len(logs) else 1.0,
        customer=np.zeros(customer_count),
        customer_spread=np.zeros(customer_count),
        spread=10.0,
    )
    inputs = _known_at_issue(empty, paid)
    penalised = inputs.T @ (weight[:, None] * inputs) + RIDGE * np.eye(inputs.shape[1])
    group, mean = terms_class(paid), float(np.average(late, weights=weight)) if len(late) else 0.0
    effects, own = np.zeros(inputs.shape[1]), np.zeros(customer_count)
    for _ in range(ROUNDS):
        rest = late - inputs @ effects - own[paid.customer]
        terms = _means(group, rest - mean, weight, count=len(TERMS) + 1, pseudo=TERMS_WEIGHT) + mean
        rest = np.clip(late - terms[group] - own[paid.customer], -RESIDUAL_CUT, RESIDUAL_CUT)
        effects = np.linalg.solve(penalised, inputs.T @ (weight * rest))
        rest = late - terms[group] - inputs @ effects
        own = _means(paid.customer, rest, weight, count=customer_count, pseudo=CUSTOMER_WEIGHT)
    residual = late - terms[group] - inputs @ effects
    left = residual - own[paid.customer]
    spread = max(float(np.sqrt(np.average(left**2, weights=weight))), 1.0) if len(late) else 10.0
    squares = _sums(paid.customer, weight * left**2, count=customer_count)
    total = _sums(paid.customer, weight, count=customer_count)
    spreads = np.sqrt((squares + CUSTOMER_WEIGHT * spread**2) / (total + CUSTOMER_WEIGHT))
    fitted = replace(
        empty, terms=terms, effects=effects, customer=own, spread=spread,
        customer_spread=np.maximum(spreads, 0.5),
    )  # fmt: skip
    return fitted, weight, residual


def _hazard(
    scale: Scale, history: Pieces, paid: Pieces, *, weight: Numbers, residual: Numbers, as_of: int
) -> Lateness:
    """Count one hazard on the scale; a payment's own item is left out of its customer's place."""
    # Open, or closed by anything but a payment: it was there to be paid, and was not.
    unpaid = history.where(~history.is_paid & (history.closed > as_of - UNPAID_DAYS))
    count = len(scale.customer)
    total = _sums(paid.customer, weight, count=count)[paid.customer] - weight + CUSTOMER_WEIGHT
    weighted = _sums(paid.customer, weight * residual, count=count)[paid.customer] - weight * residual
    expected, spread = place(scale, paid)
    expected = expected - scale.customer[paid.customer] + weighted / total
    starts, stops, weights = [], [], []
    for pieces, centre, width, end in (
        (paid, expected, spread, paid.closed + 0.5),
        (unpaid, *place(scale, unpaid), np.minimum(unpaid.closed, as_of) + 1.0),
    ):
        starts.append((pieces.posted - pieces.due - centre) / width)
        stops.append(np.maximum((end - pieces.due - centre) / width, starts[-1]))
        age = np.minimum(as_of - np.minimum(pieces.closed, as_of), 3650)
        weights.append(0.5 ** (age / HAZARD_HALF_LIFE_DAYS))
    begin, end, mass = _numbers(starts), _numbers(stops), _numbers(weights)
    exposure = _reached(end, mass) - _reached(begin, mass)
    events = _histogram(stops[0], weights[0])
    inner = np.diff(exposure[:-1])
    rates = (_smooth(events[1:-1]) + 0.02) / (_smooth(inner) + 0.1)
    last = (events[-1] + 0.2) / (exposure[-1] - exposure[-2] + 1.0)
    return Lateness(scale, np.concatenate([[0.0], np.cumsum(rates * STEP)]), float(last))


def _reached(ends: Numbers, mass: Numbers) -> Numbers:
    """Return, for each edge and for infinity, Σ mass × the length from the lowest edge to min(end, edge)."""
    inside = np.maximum(ends, LOWEST) - LOWEST
    cell = np.clip(((ends - LOWEST) / STEP).astype(np.int64), 0, len(EDGES) - 1)
    length = np.bincount(cell, weights=mass * inside, minlength=len(EDGES))
    amount = np.bincount(cell, weights=mass, minlength=len(EDGES))
    below = np.concatenate([[0.0], np.cumsum(length)])[: len(EDGES)]
    above = amount.sum() - np.concatenate([[0.0], np.cumsum(amount)])[: len(EDGES)]
    return np.concatenate([below + above * (EDGES - LOWEST), [float(length.sum())]])


def _histogram(places: Numbers, mass: Numbers) -> Numbers:
    cell = np.clip(np.floor((places - LOWEST) / STEP).astype(np.int64) + 1, 0, len(EDGES))
    counted: Numbers = np.bincount(cell, weights=mass, minlength=len(EDGES) + 1)  # type: ignore[assignment]
    return counted


def _smooth(values: Numbers) -> Numbers:
    padded = np.pad(values, 1, mode="edge")
    return 0.25 * padded[:-2] + 0.5 * values + 0.25 * padded[2:]


def _known_at_issue(scale: Scale, pieces: Pieces) -> Numbers:
    """Return what is known of a piece at its issue, as columns; short lists have a column each."""
    logs = (np.log1p(np.maximum(pieces.amount, 0.0)) - scale.amount_mean) / scale.amount_spread
    days, place_of = np.unique(pieces.due, return_inverse=True)
    late_in_month = np.array([day_of(int(day)).day >= 25 for day in days], dtype=np.float64)
    columns = [logs, late_in_month[place_of.reshape(-1)]]
    columns += [_flag(weekday(pieces.due) == number) for number in range(7)]
    columns += [_flag(pieces.segment == number) for number in range(scale.level_count)]
    return np.stack(columns, axis=1)


def _numbers(parts: list[Numbers]) -> Numbers:
    joined: Numbers = np.concatenate(parts)
    return joined


def _levels(paid: Pieces) -> int:
    levels = int(paid.segment.max(initial=0)) + 1
    return levels if 1 < levels <= MOST_LEVELS else 0


def _flag(chosen: Flags) -> Numbers:
    return chosen.astype(np.float64)


def _sums(group: Days, values: Numbers, *, count: int) -> Numbers:
    sums: Numbers = np.bincount(group, weights=values, minlength=count)  # type: ignore[assignment]
    return sums


def _means(group: Days, values: Numbers, weight: Numbers, *, count: int, pseudo: float) -> Numbers:
    return _sums(group, weight * values, count=count) / (_sums(group, weight, count=count) + pseudo)
