"""What the learnt model of payment is told of a piece on a day ahead.

Holds the inputs, each as an array by piece, by day or by both, as known at the end of the day of a view.
Does not hold: the counted models (``hazard_parts``), the learning (``stack``).
Called by stack.
"""

from dataclasses import dataclass

import numpy as np

from dagster_project import lateness
from dagster_project.hazard_parts import Hazards, Parts, mixed, timed
from dagster_project.ledger_days import NEVER, Days, Numbers, Pieces, day_of, weekday
from dagster_project.pay_runs import run_key

EARLIER_DAYS = 90  # payments since then tell of a change of order
SIBLING_DAYS = 3  # invoices due so close are siblings
MOST_RUNS, MOST_GAPS = 20, 4.0
LATE_STEPS = (15, 45)
LAST_DAYS = 4  # of a month
LEAST_CHANCE = 1e-5
SURPRISE_DAYS, SURPRISE_WEIGHT = (28, 91), 2.0  # payments that a customer is given besides its own


@dataclass(frozen=True, slots=True)
class Context:
    """The view of a day, sorted for counting."""

    as_of: int
    all_keys: Days
    paid_keys: Days
    recent_keys: Days
    mean_logs: Numbers
    holidays: Days
    history: Pieces


def context_of(view: Pieces, *, as_of: int, customer_count: int, holidays: Days) -> Context:
    """Sort the view of a day."""
    history = view.where(view.is_invoiced)
    paid = history.where(history.is_paid)
    recent = paid.where(paid.closed > as_of - EARLIER_DAYS)
    count = np.bincount(history.customer, minlength=customer_count)
    logs = np.bincount(history.customer, weights=_logs(history), minlength=customer_count)
    return Context(
        as_of=as_of,
        all_keys=np.sort(run_key(history.customer, history.due)),
        paid_keys=np.sort(run_key(paid.customer, paid.due)),
        recent_keys=np.sort(run_key(recent.customer, recent.due)),
        mean_logs=np.where(count > 0, logs / np.maximum(count, 1), np.nan),
        holidays=holidays,
        history=history,
    )


def inputs(context: Context, parts: Parts, found: Hazards, pieces: Pieces) -> list[Numbers]:
    """Return the inputs in their order; they broadcast to pieces × days."""
    days = context.as_of + 1 + np.arange(found.pooled.shape[1])
    late = days[None, :] - pieces.due[:, None]
    place, clock = _logit(found.place), _logit(found.clock)
    overtaken = np.log1p(_paid_before_its_turn(context, pieces))[:, None]
    by_weekday = parts.clock.weekday_inputs[pieces.customer]
    return [
        _logit(mixed(found, method="stack")),
        _logit(found.customer),
        _logit(found.terms),
        place,
        clock,
        found.batch[:, None] * clock,
        by_weekday[:, weekday(days)],
        np.log(np.maximum(found.factors, 1e-3)),
        _logit(timed(found.place, found.factors)),
        overtaken,
        overtaken * place,
        np.log1p(_runs_since_due(parts, pieces))[:, None],
        _gaps_since_run(parts, pieces)[:, None],
        np.log1p(days - context.as_of)[None, :].astype(np.float64),
        *[(late > step).astype(np.float64) for step in LATE_STEPS],
        _relative_size(context, pieces)[:, None],
        _siblings_paid(context, pieces)[:, None],
        np.array([[day_of(int(day) + LAST_DAYS).day <= LAST_DAYS for day in days]], dtype=np.float64),
        *[(weekday(days) == number)[None, :].astype(np.float64) for number in range(1, 7)],
        np.isin(days, context.holidays)[None, :].astype(np.float64),
        *_surprises(context, parts, pieces),
        *_troubles(context, pieces, days),
    ]


def _surprises(context: Context, parts: Parts, pieces: Pieces) -> list[Numbers]:
    """Return whether the customer paid of late what was to be expected of it."""
    rows = []
    for days in SURPRISE_DAYS:
        by_customer = lateness.surprises(
            parts.lateness, context.history, as_of=context.as_of, days=days, pseudo=SURPRISE_WEIGHT
        )
        rows.append(by_customer[pieces.customer][:, None])
    return rows


def _troubles(context: Context, pieces: Pieces, days: Days) -> list[Numbers]:
    """Return what the desk knows: a dispute, one that ended, a promise ahead, on its day, or broken."""
    ended = (pieces.settled < NEVER) & (context.as_of - pieces.settled < 30)
    promised = pieces.is_promised[:, None]
    after = days[None, :] - np.minimum(pieces.promise_due, 10 * NEVER)[:, None]
    flags = [
        pieces.is_disputed[:, None],
        ended[:, None],
        promised & (after < -1),
        promised & (np.abs(after) <= 1),
        promised & (after > 1) & (after <= 7),
        promised & (after > 7),
    ]
    return [flag.astype(np.float64) for flag in flags]


def _paid_before_its_turn(context: Context, pieces: Pieces) -> Numbers:
    """Return how many items of the customer are due later and already paid, in recent days."""
    first = np.searchsorted(context.recent_keys, run_key(pieces.customer, pieces.due), side="right")
    last = np.searchsorted(context.recent_keys, run_key(pieces.customer + 1, np.zeros_like(pieces.due)))
    earlier: Numbers = np.maximum(last - first, 0).astype(np.float64)
    return earlier


def _runs_since_due(parts: Parts, pieces: Pieces) -> Numbers:
    keys = parts.clock.run_keys
    first = np.searchsorted(keys, run_key(pieces.customer, pieces.due), side="right")
    last = np.searchsorted(keys, run_key(pieces.customer + 1, np.zeros_like(pieces.due)))
    runs: Numbers = np.clip(last - first, 0, MOST_RUNS).astype(np.float64)
    return runs


def _gaps_since_run(parts: Parts, pieces: Pieces) -> Numbers:
    clock = parts.clock
    since = (clock.as_of - clock.last_run) / np.maximum(clock.median_gap, 1.0)
    gaps: Numbers = np.clip(since, 0.0, MOST_GAPS)[pieces.customer]
    return gaps


def _relative_size(context: Context, pieces: Pieces) -> Numbers:
    means = context.mean_logs[pieces.customer]
    return np.clip(np.nan_to_num(_logs(pieces) - means), -3.0, 3.0)


def _siblings_paid(context: Context, pieces: Pieces) -> Numbers:
    counts = []
    for keys in (context.paid_keys, context.all_keys):
        first = np.searchsorted(keys, run_key(pieces.customer, pieces.due - SIBLING_DAYS))
        last = np.searchsorted(keys, run_key(pieces.customer, pieces.due + SIBLING_DAYS), side="right")
        counts.append(last - first)
    share: Numbers = counts[0] / np.maximum(counts[1], 1)
    return share


def _logs(pieces: Pieces) -> Numbers:
    return np.log1p(np.maximum(pieces.amount, 0.0))


def _logit(chances: Numbers) -> Numbers:
    clipped = np.clip(chances, LEAST_CHANCE, 1.0 - LEAST_CHANCE)
    return np.log(clipped) - np.log1p(-clipped)
