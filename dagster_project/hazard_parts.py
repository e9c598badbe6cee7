"""The three counted models of payment on one day, and their hazards by piece and day.

Holds the fit of curves, lateness and clock together, and how they mix without learning.
Does not hold: the counting itself (``hazard_curves``, ``lateness``, ``pay_runs``), learning (``stack``).
Called by prediction and stack.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from dagster_project import hazard_curves, lateness, pay_runs
from dagster_project.hazard_curves import LAST, HazardCurves, lateness_bin, terms_class
from dagster_project.lateness import Lateness
from dagster_project.ledger_days import Days, Numbers, Pieces
from dagster_project.pay_runs import Clock

Method = Literal["due_date", "pooled", "location_and_clock", "stack"]
CLOCK_SHARE = 0.8  # of a customer that pays in batches only; measured on early origins of two ledgers
BATCHES_FROM = 0.5  # with little history the clock speaks of customers above this only


@dataclass(frozen=True, slots=True)
class Parts:
    """The counted models as known at the end of a day."""

    as_of: int
    holidays: Days
    curves: HazardCurves
    lateness: Lateness
    clock: Clock


@dataclass(frozen=True, slots=True)
class Hazards:
    """Daily hazards of payment, a row per piece and a column per day ahead."""

    pooled: Numbers
    customer: Numbers
    terms: Numbers
    place: Numbers
    clock: Numbers
    batch: Numbers
    factors: Numbers


def fit(view: Pieces, *, as_of: int, customer_count: int, holidays: Days) -> Parts:
    """Fit all three on a view of the day."""
    history = view.where(view.is_invoiced)
    return Parts(
        as_of=as_of,
        holidays=holidays,
        curves=hazard_curves.fit(history, as_of=as_of, customer_count=customer_count),
        lateness=lateness.fit(history, as_of=as_of, customer_count=customer_count),
        clock=pay_runs.fit(history, as_of=as_of, customer_count=customer_count, holidays=holidays),
    )


def hazards(parts: Parts, pieces: Pieces, *, days: int) -> Hazards:
    """Return what each model says of the days after that of the parts."""
    ahead = parts.as_of + 1 + np.arange(days)
    late = ahead[None, :] - pieces.due[:, None]
    cell, customer = lateness_bin(late), pieces.customer[:, None]
    expected, spread = lateness.place(parts.lateness.scale, pieces)
    edges = np.concatenate([late, late[:, -1:] + 1], axis=1)
    sums = lateness.survival_log(parts.lateness, (edges - expected[:, None]) / spread[:, None])
    customers, row = np.unique(pieces.customer, return_inverse=True)
    row = row.reshape(-1)
    factors = pay_runs.day_factors(parts.clock, customers, days=days, holidays=parts.holidays)
    runs = pay_runs.run_chances(parts.clock, customers, factors)[row]
    return Hazards(
        pooled=parts.curves.pooled[cell],
        customer=parts.curves.by_customer[customer, cell],
        terms=parts.curves.by_terms[terms_class(pieces)[:, None], cell],
        place=-np.expm1(-np.diff(sums, axis=1)),
        clock=runs * parts.clock.shares[customer, cell],
        batch=parts.clock.batch[pieces.customer],
        factors=factors[row],
    )


def mixed(found: Hazards, *, method: Method) -> Numbers:
    """Mix the hazards without learning; never their logarithms, since near-zero ones would veto all."""
    if method == "pooled":
        base, batch = found.pooled, np.where(found.batch > BATCHES_FROM, found.batch, 0.0)
    elif method == "location_and_clock":
        base, batch = (found.pooled + found.place) / 2, found.batch
    else:
        base, batch = (found.customer + found.place) / 2, found.batch
    if method != "pooled":
        base = timed(base, found.factors)
    share = CLOCK_SHARE * batch[:, None]
    return (1.0 - share) * base + share * found.clock


def timed(base: Numbers, factors: Numbers) -> Numbers:
    """Move the hazards of a customer to the days on which it pays."""
    moved: Numbers = -np.expm1(np.log1p(-np.minimum(base, 0.999)) * factors)
    return moved


def tail_log(parts: Parts, pieces: Pieces, *, since: Days, until: Days, method: Method) -> Numbers:
    """Return minus the logarithm of the chance to stay unpaid between two days far ahead."""
    curves, scale = parts.curves, parts.lateness.scale
    table = curves.pooled[None, :] if method != "stack" else curves.by_customer
    row = pieces.customer if method == "stack" else np.zeros_like(pieces.customer)
    logs = -np.log1p(-table)
    sums = np.cumsum(logs[:, :-1], axis=1)
    counted = _curve_sum(sums, logs[:, -1], row, until - pieces.due)
    counted -= _curve_sum(sums, logs[:, -1], row, since - pieces.due)
    if method == "pooled":
        return counted
    expected, spread = lateness.place(scale, pieces)
    ends = (until + 1 - pieces.due - expected) / spread
    starts = (since + 1 - pieces.due - expected) / spread
    placed = lateness.survival_log(parts.lateness, ends) - lateness.survival_log(parts.lateness, starts)
    return (counted + placed) / 2


def _curve_sum(sums: Numbers, last: Numbers, row: Days, late: Days) -> Numbers:
    cell = np.minimum(lateness_bin(late), sums.shape[1] - 1)
    inside: Numbers = sums[row, cell]
    return inside + np.maximum(late - LAST, 0) * last[row]
