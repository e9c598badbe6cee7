"""Ledgers drawn from a payment process that is known.

Holds companies whose customers pay with a known chance a day, as pieces.
Does not hold: models, nor the demo company (``dagster_project.synthetic``).
Called by the tests of prediction and forecast.
"""

import numpy as np

from dagster_project.ledger_days import NEVER, Days, Numbers, Pieces

FIRST_DAY = 20_000


def ledger(
    *, customers: int = 20, days: int = 500, terms: int = 30, daily_chance: float = 0.1, seed: int = 1
) -> Pieces:
    """Return five invoices of 100 a day; from its due date on, each day pays one with the chance."""
    random = np.random.default_rng(seed)
    posted = np.repeat(np.arange(FIRST_DAY, FIRST_DAY + days), 5)
    count = len(posted)
    closed = posted + terms + random.geometric(daily_chance, size=count) - 1
    return plain(
        customer=random.integers(customers, size=count),
        posted=posted,
        due=posted + terms,
        closed=closed,
        amount=np.full(count, 100.0),
    )


def plain(*, customer: Days, posted: Days, due: Days, closed: Days, amount: Numbers) -> Pieces:
    """Return invoices that are paid in the end, without disputes, promises, instruments or factors."""
    nothing = np.full_like(posted, NEVER)
    return Pieces(
        customer=customer,
        posted=posted,
        due=due,
        closed=closed,
        is_paid=closed < NEVER,
        is_invoiced=np.ones(len(posted), dtype=np.bool_),
        amount=amount,
        segment=np.zeros_like(posted),
        disputed=nothing,
        settled=nothing,
        promised=nothing,
        promise_due=nothing,
        matures=np.zeros_like(posted),
        assigned=nothing,
    )


def unpaid(pieces: Pieces) -> Pieces:
    """Return the same invoices, none of them ever paid."""
    return plain(
        customer=pieces.customer,
        posted=pieces.posted,
        due=pieces.due,
        closed=np.full_like(pieces.closed, NEVER),
        amount=pieces.amount,
    )
