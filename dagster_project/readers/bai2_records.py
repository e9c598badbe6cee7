"""The records of a BAI2 file, and the spelling of their fields.

Holds the cutting into records with their continuations, whole numbers, and what a funds type adds.
Does not hold: which record may follow which, or any meaning (``bai2``).
Called by bai2.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from dagster_project.readers.statements import UnsoundError

AVAILABILITY = {"": 0, "0": 0, "1": 0, "2": 0, "Z": 0, "V": 2, "S": 3}
"""How many more fields a funds type has; D has a count, then that many pairs."""


def records_of(stream: BinaryIO) -> Iterator[tuple[tuple[int, int], str, list[str]]]:
    """Yield each record with its continuations: number of its first and last line, kind, fields."""
    held: list[str] = []
    number = first = 0
    for raw_line in stream:
        line = raw_line.decode("latin-1").removeprefix("ï»¿").rstrip("\r\n\x1a ")
        if not line:
            continue
        number += 1
        if line[:3] == "88,":
            if not held:
                raise UnsoundError("bad_field", "a continuation stands first")
            held.append(line[3:])
            continue
        if not re.match(r"[0-9]{2},", line):
            raise UnsoundError("bad_field", f"record {line[:30]!r} does not begin with a code and a comma")
        if held:
            yield (first, number - 1), held[0][:2], _cut(held)
        held, first = [line], number
    if held:
        yield (first, number), held[0][:2], _cut(held)


def _cut(lines: list[str]) -> list[str]:
    """Return the fields after the kind; the text of a 16 keeps its commas and slashes (``_entry``)."""
    if lines[0][:2] in ("01", "02", "49", "98", "99") and not lines[-1].endswith("/"):
        raise UnsoundError("bad_field", f"record {lines[0][:30]!r} does not end with a slash")
    if lines[0][:2] == "16":
        return "\n".join(lines).split(",")[1:]
    return ",".join(line.removesuffix("/") for line in lines).split(",")[1:]


def whole(text: str) -> int:
    if not re.fullmatch(r"([+-]?[0-9]{1,17})?", text):
        raise UnsoundError("bad_amount", f"amount {text[:40]!r} is no whole number")
    return int(text or 0)


def after_funds(fields: list[str]) -> list[str]:
    """Pass the funds type and the fields that it adds: passing too few shifts all that follow."""
    funds, rest = (fields[0], fields[1:]) if fields else ("", [])
    if funds == "D":
        return rest[1 + 2 * whole(rest[0] if rest else "") :]
    if funds not in AVAILABILITY:
        raise UnsoundError("bad_field", f"funds type {funds[:20]!r} is none of the standard")
    return rest[AVAILABILITY[funds] :]
