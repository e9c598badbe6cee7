"""What is known of a company's debits at the end of a day.

Holds the pieces of debits as columns of numbers, and the only view of them that a model is given.
Does not hold: models, reading of tables, the clock.
Called by prediction, forecast and ``defs/computed.py``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]

EPOCH = date(1970, 1, 1)
NEVER = 10**6
"""A day after every day: what is open closes then."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """One element of each column per piece of a debit, in the order of their keys; days count from 1970."""

    customer: Days
    posted: Days
    due: Days
    closed: Days
    is_paid: Flags
    is_invoiced: Flags
    is_disputed: Flags
    amount: Numbers

    @property
    def is_open(self) -> Flags:
        is_open: Flags = self.closed == NEVER
        return is_open

    def where(self, chosen: Flags) -> "Pieces":
        return Pieces(*(getattr(self, field.name)[chosen] for field in fields(self)))


def pieces_of(rows: Sequence[tuple[Any, ...]]) -> Pieces:
    """Return pieces from rows: customer, posted, due, closed, paid, invoiced, disputed, amount.

    Customers are numbered in the order of their names. What is open has no closing day. An amount without a
    rate is unknown: its item is predicted, and adds nothing to cash.
    """
    numbers = {name: number for number, name in enumerate(sorted({row[0] for row in rows}))}
    return Pieces(
        customer=np.array([numbers[row[0]] for row in rows], dtype=np.int64),
        posted=np.array([day_number(row[1]) for row in rows], dtype=np.int64),
        due=np.array([day_number(row[2]) for row in rows], dtype=np.int64),
        closed=np.array([NEVER if row[3] is None else day_number(row[3]) for row in rows], dtype=np.int64),
        is_paid=np.array([row[4] for row in rows], dtype=np.bool_),
        is_invoiced=np.array([row[5] for row in rows], dtype=np.bool_),
        is_disputed=np.array([row[6] for row in rows], dtype=np.bool_),
        amount=np.array([0.0 if row[7] is None else float(row[7]) for row in rows], dtype=np.float64),
    )


def known(pieces: Pieces, *, as_of: int) -> Pieces:
    """Return what was known at the end of a day: later documents are absent, later closings have not been."""
    seen = pieces.where(pieces.posted <= as_of)
    is_later = seen.closed > as_of
    return Pieces(
        customer=seen.customer,
        posted=seen.posted,
        due=seen.due,
        closed=np.where(is_later, NEVER, seen.closed),
        is_paid=seen.is_paid & ~is_later,
        is_invoiced=seen.is_invoiced,
        is_disputed=seen.is_disputed,
        amount=seen.amount,
    )


def day_number(day: date) -> int:
    return (day - EPOCH).days


def day_of(number: int) -> date:
    return EPOCH + timedelta(days=int(number))
