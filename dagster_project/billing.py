"""Invoices not yet raised: how much, and how long after their week they are paid.

Holds the mean of past weeks of billing, the kernel of its payment, and draws of both.
Does not hold: payment hazards (``prediction``), the open book (``forecast``).
Called by forecast.
"""

from dataclasses import dataclass

import numpy as np

from dagster_project.ledger_days import Days, Numbers, Pieces
from dagster_project.prediction import Curves, paid_by

MEAN_WEEKS = 13
KERNEL_WEEKS = 26
HALF_LIFE_DAYS = 91.0  # of what an invoice says of the terms of the next ones


@dataclass(frozen=True, slots=True)
class Billing:
    """What the weeks to come will bill, how it is paid, and the past weeks that draws are taken from.

    `shares` are the parts of a whole week in each week to come: the first may be short. `kernel` is the
    chance of payment by the end of the week of issue, one week later, and so on. `week_count` of past weeks
    made the mean; fewer than thirteen are said so.
    """

    week_count: int
    mean: float
    shares: Numbers
    kernel: Numbers
    past_week: Days
    past_amount: Numbers


def billing_of(curves: Curves, view: Pieces, *, as_of: int, week_ends: Days) -> Billing:
    """Measure the billing of the whole weeks before the end of a day."""
    counted = view.where(view.is_invoiced & (view.is_paid | view.is_open) & (view.amount > 0))
    weeks_ago = (as_of - counted.posted) // 7
    known_weeks = int((as_of + 1 - int(counted.posted.min(initial=as_of + 1))) // 7)
    week_count = min(known_weeks, MEAN_WEEKS)
    mean = float(counted.amount[weeks_ago < week_count].sum()) / week_count if week_count else 0.0
    recent = counted.where(weeks_ago < min(known_weeks, KERNEL_WEEKS))
    past_week, past_amount = _customer_weeks(recent, as_of=as_of)
    return Billing(
        week_count=week_count,
        mean=mean,
        shares=np.diff(week_ends, prepend=as_of) / 7.0,
        kernel=_kernel(curves, recent, as_of=as_of, week_count=len(week_ends)),
        past_week=past_week,
        past_amount=past_amount,
    )


def expected_new(billing: Billing) -> Numbers:
    """Return the receipts of each week from invoices not yet raised."""
    raised = billing.mean * billing.shares
    steps = np.diff(billing.kernel, prepend=0.0)
    return np.convolve(raised, steps)[: len(raised)]


def draw_new(billing: Billing, *, paths: int, random: np.random.Generator) -> Numbers:
    """Draw a past week for each week to come, and for each customer in it how late it pays."""
    weeks = len(billing.shares)
    drawn = np.zeros((paths, weeks))
    past = int(billing.past_week.max(initial=-1)) + 1
    if not past or not billing.past_amount.sum():
        return drawn
    rows = [np.flatnonzero(billing.past_week == week) for week in range(past)]
    scale = billing.mean * past / float(billing.past_amount.sum())
    chosen = random.integers(past, size=(paths, weeks))
    for week in range(weeks):
        cells = [rows[past_week] for past_week in chosen[:, week]]
        path = np.repeat(np.arange(paths), [len(cell) for cell in cells])
        taken = np.concatenate(cells)
        lag = np.searchsorted(billing.kernel, random.random(len(taken)), side="right")
        arrives = week + lag
        in_time = arrives < weeks
        amount = billing.past_amount[taken] * scale * billing.shares[week]
        np.add.at(drawn, (path[in_time], arrives[in_time]), amount[in_time])
    return drawn


def _customer_weeks(recent: Pieces, *, as_of: int) -> tuple[Days, Numbers]:
    """Return what each customer was billed in each past week; week 0 is the newest."""
    cells = np.stack([(as_of - recent.posted) // 7, recent.customer], axis=1)
    found, inverse = np.unique(cells, axis=0, return_inverse=True)
    amounts: Numbers = np.bincount(inverse.reshape(-1), weights=recent.amount, minlength=len(found))  # type: ignore[assignment]
    return found[:, 0], amounts


def _kernel(curves: Curves, recent: Pieces, *, as_of: int, week_count: int) -> Numbers:
    """Re-issue the recent invoices in the coming week, on their weekday, under today's model."""
    weight = recent.amount * 0.5 ** ((as_of - recent.posted) / HALF_LIFE_DAYS)
    if not weight.sum():
        return np.zeros(week_count)
    moved = as_of + 7 - (as_of - recent.posted) % 7 - recent.posted
    again = Pieces(
        customer=recent.customer,
        posted=recent.posted + moved,
        due=recent.due + moved,
        closed=recent.closed,
        is_paid=recent.is_paid,
        is_invoiced=recent.is_invoiced,
        is_disputed=recent.is_disputed,
        amount=recent.amount,
    )
    ends = [as_of + 7 * (week + 1) for week in range(week_count)]
    chances = [
        paid_by(curves, again, since=again.posted - 1, until=np.full_like(again.due, end)) for end in ends
    ]
    return np.array([float(weight @ chance) / float(weight.sum()) for chance in chances])
