"""What is learnt of how the counted models err: "paid on this day, given that it was open".

Holds the training rows drawn from past snapshots and the ridge logistic regression on them.
Does not hold: the inputs (``stack_inputs``), the counted models (``hazard_parts``), the clock.
Called by prediction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from dagster_project import hazard_parts
from dagster_project.hazard_parts import Parts
from dagster_project.ledger_days import Days, Numbers, Pieces, known, masked
from dagster_project.stack_inputs import Context, context_of, inputs

HORIZON_DAYS = 91
RAISED_DAYS, LAST_SNAPSHOT_DAYS = 7, 364
SNAPSHOT_COUNTS = ((50_000, 26), (200_000, 13))  # pieces below which so many are read
FEWEST_SNAPSHOTS = 6
LEAST_MATURE, MATURE_DAYS = 150, 60  # a snapshot needs so many invoices that are so old
MOST_ROWS = 120_000
OPEN_SHARE = 0.65  # of the rows: open at the snapshot; the others are raised in the week after it
RIDGE, STEPS, TOLERANCE, SMALLEST_STEP = 10.0, 8, 1e-4, 0.01
SEED = 20_260_102  # any number, as long as it is always the same

PartsOf = Callable[[int], Parts]


@dataclass(frozen=True, slots=True)
class Stack:
    """Coefficients on the inputs as they are, and the constant; the last is the constant."""

    coefficients: Numbers


def fit(view: Pieces, *, as_of: int, customer_count: int, holidays: Days, parts_of: PartsOf) -> Stack | None:
    """Learn from the snapshots of the last year; nothing when there is no mature one."""
    snapshots = _snapshots(view, as_of=as_of)
    if not snapshots:
        return None
    random = np.random.default_rng(SEED)
    rows, paid = [], []
    for day in snapshots:
        context = context_of(
            known(view, as_of=day), as_of=day, customer_count=customer_count, holidays=holidays
        )
        drawn = _drawn(view, day=day, as_of=as_of, budget=MOST_ROWS // len(snapshots), random=random)
        found, labels = _rows(context, parts_of(day), drawn, as_of=as_of)
        rows.append(found)
        paid.append(labels)
    return Stack(_logistic(np.concatenate(rows), np.concatenate(paid)))


def hazards(
    stack: Stack, context: Context, parts: Parts, found: hazard_parts.Hazards, pieces: Pieces
) -> Numbers:
    """Return the learnt daily hazards, a row per piece and a column per day ahead."""
    shape = found.pooled.shape
    by_day, by_piece = np.zeros((1, shape[1])), np.full((shape[0], 1), stack.coefficients[-1])
    total = np.zeros(shape)
    for weight, values in zip(stack.coefficients, inputs(context, parts, found, pieces), strict=False):
        target = by_day if values.shape[0] == 1 else by_piece if values.shape[1] == 1 else total
        target += weight * values
    return _chance(total + by_day + by_piece)


def _snapshots(view: Pieces, *, as_of: int) -> Sequence[int]:
    count = next((most for below, most in SNAPSHOT_COUNTS if len(view.due) < below), FEWEST_SNAPSHOTS)
    step = LAST_SNAPSHOT_DAYS // count
    posted = np.sort(view.posted[view.is_invoiced])
    days = range(as_of - step, as_of - LAST_SNAPSHOT_DAYS - 1, -step)
    return [day for day in days if np.searchsorted(posted, day - MATURE_DAYS) >= LEAST_MATURE]


def _drawn(view: Pieces, *, day: int, as_of: int, budget: int, random: np.random.Generator) -> Pieces:
    """Draw pieces open at a snapshot and pieces raised in the week after it, up to a number of rows."""
    usable = view.is_invoiced & (view.closed > day) & (view.matures <= day)
    last = np.minimum(np.minimum(view.closed, as_of), day + HORIZON_DAYS)
    chosen = []
    for group, share in (
        (usable & (view.posted <= day), OPEN_SHARE),
        (usable & (view.posted > day) & (view.posted <= day + RAISED_DAYS), 1.0 - OPEN_SHARE),
    ):
        candidates = random.permutation(np.flatnonzero(group))
        days = last[candidates] - np.maximum(view.posted[candidates], day + 1) + 1
        chosen.append(candidates[np.cumsum(days) <= share * budget])
    return view.where(np.sort(np.concatenate(chosen)))


def _rows(context: Context, parts: Parts, drawn: Pieces, *, as_of: int) -> tuple[Numbers, Numbers]:
    """Return the inputs and outcomes of each day on which a drawn piece could be paid."""
    day = context.as_of
    seen = masked(drawn, as_of=day)
    found = hazard_parts.hazards(parts, seen, days=HORIZON_DAYS)
    days = day + 1 + np.arange(HORIZON_DAYS)[None, :]
    last = np.minimum(drawn.closed, as_of)[:, None]
    at_risk = (days >= drawn.posted[:, None]) & (days <= last)
    columns = inputs(context, parts, found, seen)
    rows = np.stack([np.broadcast_to(column, at_risk.shape)[at_risk] for column in columns], axis=1)
    is_paid = (days == drawn.closed[:, None]) & drawn.is_paid[:, None]
    return rows, is_paid[at_risk].astype(np.float64)


def _logistic(rows: Numbers, paid: Numbers) -> Numbers:
    """Return the coefficients of a logistic regression by Newton's steps, pulled towards the first input."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread = np.where(spread > 1e-9, spread, np.inf)  # what never varies says nothing
    design = np.concatenate([(rows - mean) / spread, np.ones((len(rows), 1))], axis=1)
    penalty = np.append(np.full(rows.shape[1], RIDGE), 0.0)
    prior = np.zeros(design.shape[1])
    prior[0], prior[-1] = spread[0], mean[0]
    found, loss = prior.copy(), np.inf
    for _ in range(STEPS):
        chance = _chance(design @ found)
        gradient = design.T @ (paid - chance) - penalty * (found - prior)
        weight = np.maximum(chance * (1.0 - chance), 1e-6)
        curvature = design.T @ (weight[:, None] * design) + np.diag(penalty + 1e-6)
        step = np.linalg.solve(curvature, gradient)
        loss = _loss(design, paid, found, penalty, prior)
        size = 1.0
        while size > SMALLEST_STEP and _loss(design, paid, found + size * step, penalty, prior) > loss:
            size /= 2
        if size <= SMALLEST_STEP or float(np.abs(size * step).max()) < TOLERANCE:
            break
        found = found + size * step
    raw = found[:-1] / spread
    return np.append(raw, found[-1] - float(raw @ mean))


def _loss(design: Numbers, paid: Numbers, found: Numbers, penalty: Numbers, prior: Numbers) -> float:
    logits = design @ found
    fit = float((np.logaddexp(0.0, logits) - paid * logits).sum())
    return fit + float((penalty * (found - prior) ** 2).sum()) / 2


def _chance(logits: Numbers) -> Numbers:
    return 1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))
