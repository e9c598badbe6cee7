"""When an open debit will be paid: a distribution over days, from the company's own history.

Holds the choice of method by history, the model of a day, and what it says of each open piece.
Does not hold: the counted models (``hazard_parts``), cash by week (``forecast``), tables, the clock.
Called by forecast, billing, backtest and computed.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dagster_project import hazard_parts, stack
from dagster_project.hazard_parts import Method, Parts
from dagster_project.ledger_days import NEVER, Days, Numbers, Pieces, known
from dagster_project.stack import HORIZON_DAYS, Stack
from dagster_project.stack_inputs import Context, context_of

POOLED_FROM, PLACE_FROM, STACK_FROM = 50, 250, 1_000  # paid pieces; measured on three public ledgers
LONGEST_DAYS = 365  # what is unpaid so long after the report's day counts as never
QUANTILES = (0.1, 0.5, 0.9)
LEARNT_SHARE = 0.5  # the other half does not learn: steadier when customers change their ways
CHUNK = 4_000  # pieces whose days are held at once
METHODS: tuple[Method, ...] = ("due_date", "pooled", "location_and_clock", "stack")
NO_DAYS: Days = np.zeros(0, dtype=np.int64)

PartsOf = Callable[[int], Parts]


@dataclass(frozen=True, slots=True)
class Model:
    """What a day knows of how its company is paid; with too little history there are no parts."""

    as_of: int
    method: Method
    paid_count: int
    view: Pieces
    parts: Parts | None
    context: Context | None
    stack: Stack | None


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
    customer_days: Numbers
    batch: Numbers


def fit(
    pieces: Pieces,
    *,
    as_of: int,
    holidays: Days = NO_DAYS,
    parts_of: PartsOf | None = None,
    learnt: Stack | None = None,
) -> Model:
    """Fit what is known at the end of a day; a backtest brings parts it has fitted and a stack of lately."""
    view = known(pieces, as_of=as_of)
    customer_count = int(pieces.customer.max(initial=-1)) + 1
    paid_count = int((view.is_paid & view.is_invoiced).sum())
    method = choose(paid_count)
    if method == "due_date":
        return Model(as_of, method, paid_count, view, None, None, None)

    def fitted(day: int) -> Parts:
        return hazard_parts.fit(
            known(view, as_of=day), as_of=day, customer_count=customer_count, holidays=holidays
        )

    parts_of = parts_of or fitted
    if method == "stack" and learnt is None:
        learnt = stack.fit(
            view, as_of=as_of, customer_count=customer_count, holidays=holidays, parts_of=parts_of
        )
    if method == "stack" and learnt is None:
        method = "location_and_clock"
    context = context_of(view, as_of=as_of, customer_count=customer_count, holidays=holidays)
    return Model(as_of, method, paid_count, view, parts_of(as_of), context, learnt)


def choose(paid_count: int) -> Method:
    """Return what so much history allows."""
    return METHODS[sum(paid_count >= least for least in (POOLED_FROM, PLACE_FROM, STACK_FROM))]


def chances(model: Model, pieces: Pieces, *, days: int = HORIZON_DAYS) -> Numbers:
    """Return the chance that each piece is paid by the end of each day ahead, given that it is open now.

    A piece that is not raised yet cannot be paid before it is; a post-dated instrument is cash on its day.
    """
    if model.parts is None:
        ahead = model.as_of + 1 + np.arange(days)
        due = np.maximum(np.maximum(pieces.due, pieces.matures), model.as_of + 1)
        return (due[:, None] <= ahead[None, :]).astype(np.float64)
    found: Numbers = np.empty((len(pieces.due), days), dtype=np.float32)
    for first in range(0, len(pieces.due), CHUNK):
        rows = np.arange(first, min(first + CHUNK, len(pieces.due)))
        found[rows] = _chances(model, model.parts, pieces.where(rows), days=days)
    return found


def predict(model: Model, items: Pieces, paid_by: Numbers) -> Predictions:
    """Return the distribution of each open piece, from its chances by day."""
    count = len(items.due)
    if model.parts is None:
        days = np.maximum(items.due, model.as_of + 1)
        unknown = np.full(count, np.nan)
        return Predictions(
            model.method, model.paid_count, np.stack([days] * 3, axis=1), unknown, unknown, unknown, unknown
        )
    left = 1.0 - paid_by[:, -1].astype(np.float64)
    horizon = paid_by.shape[1]
    on_time = np.clip(items.due - model.as_of, 0, horizon)
    padded = np.concatenate([np.zeros((count, 1)), paid_by], axis=1)
    late = np.where(items.due <= model.as_of, 1.0, 1.0 - padded[np.arange(count), on_time])
    beyond = items.due > model.as_of + horizon
    late[beyond] = (left * _left(model, model.parts, items, until=items.due))[beyond]
    never = left * _left(model, model.parts, items, until=np.full(count, model.as_of + LONGEST_DAYS))
    days = np.stack([_quantile(model, model.parts, items, paid_by, level) for level in QUANTILES], axis=1)
    scale = model.parts.lateness.scale
    return Predictions(
        model.method, model.paid_count, days, late, never,
        scale.customer[items.customer], model.parts.clock.batch[items.customer],
    )  # fmt: skip


def _chances(model: Model, parts: Parts, pieces: Pieces, *, days: int) -> Numbers:
    found = hazard_parts.hazards(parts, pieces, days=days)
    daily = hazard_parts.mixed(found, method=model.method)
    if model.stack is not None and model.context is not None:
        learnt = stack.hazards(model.stack, model.context, parts, found, pieces)
        daily = LEARNT_SHARE * learnt + (1.0 - LEARNT_SHARE) * daily
    return accumulated(model, pieces, daily)


def accumulated(model: Model, pieces: Pieces, daily: Numbers) -> Numbers:
    """Return the chance of payment by the end of each day from hazards by day."""
    days = daily.shape[1]
    ahead = model.as_of + 1 + np.arange(days)[None, :]
    daily = np.where(ahead < pieces.posted[:, None], 0.0, np.clip(daily, 0.0, 0.999_999))
    dated = pieces.matures[:, None] > model.as_of
    matured = ahead == np.maximum(pieces.matures, model.as_of + 1)[:, None]
    daily = np.where(dated & (ahead < pieces.matures[:, None]), 0.0, daily)
    daily = np.where(dated & matured, 0.999_999, daily)
    paid_by: Numbers = -np.expm1(np.cumsum(np.log1p(-daily), axis=1))
    return paid_by


def _left(model: Model, parts: Parts, items: Pieces, *, until: Days) -> Numbers:
    """Return the chance to stay unpaid from the last day that is counted one by one until a later day."""
    since = np.full_like(items.due, model.as_of + HORIZON_DAYS)
    until = np.maximum(until, since)
    logs = hazard_parts.tail_log(parts, items, since=since, until=until, method=model.method)
    left: Numbers = np.exp(-np.maximum(logs, 0.0))
    return left


def _quantile(model: Model, parts: Parts, items: Pieces, paid_by: Numbers, level: float) -> Days:
    """Return the first day by which the chance of payment reaches the level: by count, then by bisection."""
    near = (paid_by < level).sum(axis=1) + 1
    left = 1.0 - paid_by[:, -1].astype(np.float64)
    low = np.full_like(items.due, HORIZON_DAYS + 1)
    high = np.full_like(items.due, LONGEST_DAYS + 1)
    while bool((low < high).any()):
        middle = (low + high) // 2
        reached = 1.0 - left * _left(model, parts, items, until=model.as_of + middle) >= level
        low, high = np.where(reached, low, middle + 1), np.where(reached, middle, high)
        high = np.maximum(low, high)
    days = np.where(near <= paid_by.shape[1], near, low)
    return np.where(days > LONGEST_DAYS, NEVER, model.as_of + days)
