"""What is known of a company's debits at the end of a day.

Holds the pieces of debits as columns of numbers, and the only view of them that a model is given.
Does not hold: models, reading of tables, the clock.
Called by the models of payment and cash, and by computed and backtest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]

EPOCH = date(1970, 1, 1)
NEVER = 10**6
"""A day after every day: what is open closes then, and what has not happened happens then."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """One element of each column per piece of a debit, in the order of their keys; days count from 1970.

    `segment` is a small number known at issue. A dispute and a promise are the newest of the document. An
    instrument that matures (`matures`, else 0) is cash on that day; what a factor bought is not.
    """

    customer: Days
    posted: Days
    due: Days
    closed: Days
    is_paid: Flags
    is_invoiced: Flags
    amount: Numbers
    segment: Days
    disputed: Days
    settled: Days
    promised: Days
    promise_due: Days
    matures: Days
    assigned: Days

    @property
    def is_open(self) -> Flags:
        is_open: Flags = self.closed == NEVER
        return is_open

    @property
    def is_disputed(self) -> Flags:
        """Return what is in dispute at the end of the day of the view."""
        is_disputed: Flags = (self.disputed < NEVER) & (self.settled == NEVER)
        return is_disputed

    @property
    def is_promised(self) -> Flags:
        is_promised: Flags = self.promised < NEVER
        return is_promised

    @property
    def cash(self) -> Numbers:
        """Return the amounts that are ours when they are paid."""
        return np.where(self.assigned < NEVER, 0.0, self.amount)

    def where(self, chosen: Flags | Days) -> "Pieces":
        return Pieces(*(getattr(self, field.name)[chosen] for field in fields(self)))


def pieces_of(rows: Sequence[tuple[Any, ...]]) -> Pieces:
    """Return pieces from rows in the order of the columns of ``sql/computed/list_pieces.sql``.

    Customers and segments are numbered in the order of their names. What has not happened has no day. An
    amount without a rate is unknown: its item is predicted, and adds nothing to cash.
    """
    columns = list(zip(*rows, strict=True)) if rows else [()] * 14
    customer, segment = _numbered(columns[0]), _numbered(columns[7])
    return Pieces(
        customer=customer,
        posted=_days(columns[1]),
        due=_days(columns[2]),
        closed=_days(columns[3]),
        is_paid=np.array(columns[4], dtype=np.bool_),
        is_invoiced=np.array(columns[5], dtype=np.bool_),
        amount=np.array([float(amount or 0) for amount in columns[6]], dtype=np.float64),
        segment=segment,
        disputed=_days(columns[8]),
        settled=_days(columns[9]),
        promised=_days(columns[10]),
        promise_due=_days(columns[11]),
        matures=_days(columns[12], missing=0),
        assigned=_days(columns[13]),
    )


def known(pieces: Pieces, *, as_of: int) -> Pieces:
    """Return what was known at the end of a day: later documents are absent, later events have not been."""
    return masked(pieces.where(pieces.posted <= as_of), as_of=as_of)


def masked(seen: Pieces, *, as_of: int) -> Pieces:
    """Return the same pieces with nothing of what happened to them after a day."""
    is_later = seen.closed > as_of
    is_promised = seen.promised <= as_of
    return replace(
        seen,
        closed=np.where(is_later, NEVER, seen.closed),
        is_paid=seen.is_paid & ~is_later,
        disputed=_until(seen.disputed, as_of=as_of),
        settled=_until(np.where(seen.disputed <= as_of, seen.settled, NEVER), as_of=as_of),
        promised=_until(seen.promised, as_of=as_of),
        promise_due=np.where(is_promised, seen.promise_due, NEVER),
        assigned=_until(seen.assigned, as_of=as_of),
    )


def day_number(day: date) -> int:
    return (day - EPOCH).days


def day_of(number: int) -> date:
    return EPOCH + timedelta(days=int(number))


def weekday(days: Days) -> Days:
    """Return 0 for a Monday; the first of January of 1970 was a Thursday."""
    return (days + 3) % 7


def _until(days: Days, *, as_of: int) -> Days:
    return np.where(days <= as_of, days, NEVER)


def _days(column: Sequence[date | None], *, missing: int = NEVER) -> Days:
    return np.array([missing if day is None else day_number(day) for day in column], dtype=np.int64)


def _numbered(column: Sequence[str | None]) -> Days:
    numbers = {name: number for number, name in enumerate(sorted({name or "" for name in column}))}
    return np.array([numbers[name or ""] for name in column], dtype=np.int64)
