"""Invoices not yet raised: how much, and how long after their week they are paid.

Holds the mean of past weeks of billing by business day, the kernel of its payment, and draws of both.
Does not hold: payment hazards (``prediction``), the open book (``forecast``).
Called by forecast.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from dagster_project.ledger_days import NEVER, Days, Numbers, Pieces, weekday
from dagster_project.prediction import Model, chances

MEAN_WEEKS = 13
KERNEL_WEEKS = 26
KERNEL_PIECES = 800
HALF_LIFE_DAYS = 91.0  # of what an invoice says of the terms of the next ones
MOST_PIECES = 60_000  # drawn one by one; with more, each customer's week is drawn as one
SEED = 20_260_103  # any number, as long as it is always the same


@dataclass(frozen=True, slots=True)
class Billing:
    """What the weeks to come will bill, how it is paid, and the past pieces that draws are taken from.

    `raised` is the billing of each week to come, by its business days: the first may be short. `kernel` is
    the chance of payment by the end of the week of issue, one week later, and so on. `week_count` of past
    weeks made the mean; fewer than thirteen are said so.
    """

    week_count: int
    raised: Numbers
    kernel: Numbers
    past_week: Days
    past_amount: Numbers
    past_group: Days
    past_batch: Numbers


def billing_of(model: Model, *, week_ends: Days, holidays: Days) -> Billing:
    """Measure the billing of the whole weeks before the end of the model's day."""
    view, as_of = model.view, model.as_of
    counted = view.where(view.is_invoiced & (view.is_paid | view.is_open) & (view.cash > 0))
    weeks_ago = (as_of - counted.posted) // 7
    known_weeks = int((as_of + 1 - int(counted.posted.min(initial=as_of + 1))) // 7)
    week_count = min(known_weeks, MEAN_WEEKS)
    billed = float(counted.cash[weeks_ago < week_count].sum())
    worked = _business_days(as_of - 7 * week_count, as_of, holidays=holidays)
    ends = np.concatenate([[as_of], week_ends])
    to_work = [_business_days(int(a), int(b), holidays=holidays) for a, b in pairwise(ends)]
    recent = counted.where(weeks_ago < min(known_weeks, KERNEL_WEEKS))
    week, amount, group, batch = _past(model, recent)
    return Billing(
        week_count=week_count,
        raised=np.array(to_work, dtype=np.float64) * (billed / worked if worked else 0.0),
        kernel=_kernel(model, recent, week_count=len(week_ends)),
        past_week=week,
        past_amount=amount,
        past_group=group,
        past_batch=batch,
    )


def expected_new(billing: Billing) -> Numbers:
    """Return the receipts of each week from invoices not yet raised."""
    steps = np.diff(billing.kernel, prepend=0.0)
    return np.convolve(billing.raised, steps)[: len(billing.raised)]


def draw_new(billing: Billing, *, paths: int, random: np.random.Generator) -> Numbers:
    """Draw a past week for each week to come, and how late each piece in it is paid."""
    weeks = len(billing.raised)
    drawn = np.zeros((paths, weeks))
    past = int(billing.past_week.max(initial=-1)) + 1
    if not past or not billing.past_amount.sum():
        return drawn
    order = np.argsort(billing.past_week, kind="stable")
    bounds = np.searchsorted(billing.past_week[order], np.arange(past + 1))
    scale = billing.raised * past / float(billing.past_amount.sum())
    groups = int(billing.past_group.max()) + 1
    for path in range(paths):
        chosen = random.integers(past, size=weeks)
        taken = np.concatenate([order[bounds[one] : bounds[one + 1]] for one in chosen])
        week = np.repeat(np.arange(weeks), bounds[chosen + 1] - bounds[chosen])
        own, shared = random.random(len(taken)), random.random((weeks, groups))
        together = random.random(len(taken)) < billing.past_batch[taken]
        luck = np.where(together, shared[week, billing.past_group[taken]], own)
        arrives = week + np.searchsorted(billing.kernel, luck, side="right")
        amount = billing.past_amount[taken] * scale[week]
        drawn[path] = np.bincount(arrives, weights=amount, minlength=weeks)[:weeks]
    return drawn


def _business_days(after: int, until: int, *, holidays: Days) -> int:
    days = np.arange(after + 1, until + 1)
    return int(((weekday(days) < 5) & ~np.isin(days, holidays)).sum())


def _past(model: Model, recent: Pieces) -> tuple[Days, Numbers, Days, Numbers]:
    """Return week (0 is the newest), amount, customer and batch share of each past piece."""
    week = (model.as_of - recent.posted) // 7
    group = np.unique(recent.customer, return_inverse=True)[1].reshape(-1)
    parts = model.parts
    batch = parts.clock.batch[recent.customer] if parts else np.zeros(len(week))
    if len(week) <= MOST_PIECES:
        return week, recent.cash, group, batch
    cells, first, inverse = np.unique(week * NEVER + group, return_index=True, return_inverse=True)
    amount: Numbers = np.bincount(inverse.reshape(-1), weights=recent.cash)  # type: ignore[assignment]
    return cells // NEVER, amount, cells % NEVER, batch[first]


def _kernel(model: Model, recent: Pieces, *, week_count: int) -> Numbers:
    """Re-issue some of the recent invoices in the coming week, on their weekday, under today's model."""
    weight = recent.cash * 0.5 ** ((model.as_of - recent.posted) / HALF_LIFE_DAYS)
    if not weight.sum():
        return np.zeros(week_count)
    places = np.cumsum(weight) / weight.sum()
    start = np.random.default_rng(SEED).random()
    drawn = np.searchsorted(places, (np.arange(KERNEL_PIECES) + start) / KERNEL_PIECES)
    again = recent.where(np.minimum(drawn, len(weight) - 1))
    moved = model.as_of + 7 - (model.as_of - again.posted) % 7 - again.posted
    nothing = np.full_like(again.due, NEVER)
    again = replace(
        again,
        posted=again.posted + moved,
        due=again.due + moved,
        matures=np.where(again.matures > 0, again.matures + moved, 0),
        disputed=nothing,
        settled=nothing,
        promised=nothing,
        promise_due=nothing,
    )
    by_day = chances(model, again, days=7 * week_count).mean(axis=0)
    kernel: Numbers = by_day[6::7].astype(np.float64)
    return kernel
