"""Typed cells to the text that a person would have written.

Holds the one spelling of numbers, days, times and truth values, and which numbers are no longer exact.
Does not hold: any format, or what a column may hold.
Called by the readers of typed formats (XLSX, Parquet).
"""

import math
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from dagster_project.readers.record import Record, Reject

EXACT_DIGITS = 15
"""A double keeps 15 decimal digits; with more, what was typed is not known any more."""


def record_of(number: int, header: Sequence[str], cells: Sequence[object]) -> Record | Reject:
    """Return a row as text, or a reject naming the first cell that is no exact value."""
    values: list[str] = []
    for name, cell in zip(header, cells, strict=True):
        text = text_of(cell)
        if text is None:
            reason = f"{name} {cell!r} cannot be kept exactly: send it as text"
            return Reject(number, "inexact_number", reason, original_text(cells))
        if "\0" in text:
            return Reject(number, "nul_byte", f"{name} holds a NUL byte", original_text(cells))
        values.append(text)
    return Record(number, tuple(values), original_text(cells))


def text_of(cell: object) -> str | None:
    """Return a cell as text; None when its digits are not all known."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "true" if cell else "false"
        case float():
            return _exact_number(cell)
        case Decimal():
            return format(cell, "f")
        case datetime():
            is_day = (
                cell.tzinfo is None and (cell.hour, cell.minute, cell.second, cell.microsecond) == (0,) * 4
            )
            return cell.date().isoformat() if is_day else cell.isoformat()
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def original_text(cells: Sequence[object]) -> str:
    """Write a row for a person to recognize; the file itself has no text."""
    return ",".join("" if cell is None else str(cell) for cell in cells)


def _exact_number(number: float) -> str | None:
    if not math.isfinite(number):
        return str(number)
    exact = Decimal(repr(number))
    if len(exact.normalize().as_tuple().digits) > EXACT_DIGITS:
        return None
    text = format(exact, "f")
    return text.removesuffix(".0")
