"""Ledgers drawn from a payment process that is known.

Holds companies whose customers pay with a known chance a day, as pieces.
Does not hold: models, nor the demo company (``dagster_project.synthetic``).
Called by the tests of prediction and forecast.
"""

import numpy as np

from dagster_project.ledger_days import NEVER, Pieces

FIRST_DAY = 20_000


def ledger(
    *, customers: int = 20, days: int = 500, terms: int = 30, daily_chance: float = 0.1, seed: int = 1
) -> Pieces:
    """Return five invoices of 100 a day; from its due date on, each day pays one with the chance."""
    random = np.random.default_rng(seed)
    posted = np.repeat(np.arange(FIRST_DAY, FIRST_DAY + days), 5)
    count = len(posted)
    closed = posted + terms + random.geometric(daily_chance, size=count) - 1
    return Pieces(
        customer=random.integers(customers, size=count),
        posted=posted,
        due=posted + terms,
        closed=closed,
        is_paid=np.ones(count, dtype=np.bool_),
        is_invoiced=np.ones(count, dtype=np.bool_),
        is_disputed=np.zeros(count, dtype=np.bool_),
        amount=np.full(count, 100.0),
    )


def unpaid(pieces: Pieces) -> Pieces:
    """Return the same invoices, none of them ever paid."""
    return Pieces(
        customer=pieces.customer,
        posted=pieces.posted,
        due=pieces.due,
        closed=np.full_like(pieces.closed, NEVER),
        is_paid=np.zeros_like(pieces.is_paid),
        is_invoiced=pieces.is_invoiced,
        is_disputed=pieces.is_disputed,
        amount=pieces.amount,
    )
