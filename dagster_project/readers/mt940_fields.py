"""The fields of a SWIFT statement, and how their balances, totals and days are spelled.

Holds the cutting of the text into fields, over lines and blocks.
Does not hold: which field may follow which, or entries (``mt940``).
Called by mt940.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO

from dagster_project.readers.statements import (
    Balance,
    UnsoundError,
    exact_amount,
    exact_day,
    short_day,
    signed,
)

TAG = re.compile(r":([0-9]{2}[A-Z]?|NS):(.*)", re.DOTALL)
STATED = re.compile(r"([CD])([0-9]{6})([A-Z]{3})([0-9]+,[0-9]*)")
SUMMED = re.compile(r"([0-9]{1,5})([A-Z]{3})([0-9]+,[0-9]*)")
KNOWN = {
    *("20", "21", "25", "28", "28C", "60F", "60M", "61", "86", "62F", "62M", "64", "65"),
    *("13", "13D", "34F", "90C", "90D", "NS"),
}


def fields_of(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """Yield each field with the lines that it runs over; block marks and blank lines are none."""
    data = stream.read()
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise UnsoundError("nul_byte", "holds a NUL byte")
    if text.count("{4:") != len(re.findall(r"^-\}", text, re.MULTILINE)):
        raise UnsoundError("no_statement", "a block {4: is not ended by -}")
    tag, lines = "", [""]
    for line in text.split("\n"):
        found = TAG.fullmatch(line)
        if found and found[1] in KNOWN:
            if tag:
                yield tag, "\n".join(lines).rstrip()
            tag, lines = found[1], [found[2]]
        elif line.startswith(("-}", "{")) or line.strip() in ("", "-"):
            continue
        elif tag:
            lines.append(line)
    if tag:
        yield tag, "\n".join(lines).rstrip()


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def entry_day(value_day: str, text: str | None) -> str:
    """Return the day of the books, which has no year: that of the value date, or the one beside it."""
    if not text:
        return value_day
    months = int(value_day[5:7]) - int(text[:2])
    year = int(value_day[:4]) + (months > 6) - (months < -6)
    return exact_day(f"{year:04}-{text[:2]}-{text[2:]}", what="entry date")


def balance_of(value: str, *, is_intermediate: bool) -> Balance:
    found = STATED.fullmatch(value)
    if not found:
        raise UnsoundError("bad_field", f"balance {value[:40]!r} is not written as field 60 or 62")
    day = short_day(found[2], what="balance date")
    return Balance(day, signed(amount_of(found[4]), is_in=found[1] == "C"), found[3], is_intermediate)


def amount_of(text: str) -> Decimal:
    """Return an amount with its comma; banks fill it with zeros to any length."""
    whole, _, decimals = text.partition(",")
    return exact_amount(f"{whole.lstrip('0') or '0'}.{decimals}", what="amount")


def summed_of(tag: str, value: str) -> tuple[str, int, Decimal]:
    found = SUMMED.fullmatch(value)
    if not found:
        raise UnsoundError("bad_field", f"total {value[:40]!r} is not written as field 90")
    return tag, int(found[1]), amount_of(found[3])
