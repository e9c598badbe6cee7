"""What every reader gives: tables of records, and what was none.

Holds the shapes that readers fill: a table, its records, rejects and ignored lines, and a refusal.
Does not hold: any format, and what a value means; SQL says that.
Called by every reader and by landing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

MAX_RECORD_CHARACTERS = 262_144
"""Longest record that is read: the longest in any sample has 4 kB; longer ones are unclosed quotes."""
MAX_ORIGINAL_CHARACTERS = 65_536
"""Longest original text kept beside a reject; the original file keeps the whole."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: a value per column of the header, empty text where there is none."""

    number: int
    values: tuple[str, ...]
    original_text: str


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that could not be cut into values."""

    number: int
    reason_code: str
    reason: str
    original_text: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """A line that is no record, such as an empty one: counted, not numbered."""

    original_text: str


Entry = Record | Reject | Ignored


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the entries under it; `is_delimited` when the file itself is the table as text.

    `is_whole` when its records are tied together: one that is rejected refuses the file.
    """

    name: str
    header: tuple[str, ...]
    entries: Callable[[], Iterator[Entry]]
    is_delimited: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a whole file cannot be landed, in one line that ends with what to do."""

    reason_code: str
    reason: str
