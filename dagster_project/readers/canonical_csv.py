"""Delimited text to records, one by one.

Holds the grammar of the CSV that we read: UTF-8, commas, double quotes, a header, any line ending (RFC 4180).
Does not hold: what columns mean, nor the fast path of large good files; landing gives those to DuckDB.
Called by ``readers.open_tables``.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from dagster_project.readers.record import (
    MAX_ORIGINAL_CHARACTERS,
    MAX_RECORD_CHARACTERS,
    Entry,
    Ignored,
    Record,
    Refusal,
    Reject,
    Table,
)


def open_tables(path: Path) -> list[Table] | Refusal:
    """Return the one table of a CSV file, or why it has none."""
    with _open(path) as lines:
        try:
            first = next(_records(lines, width=None), None)
        except UnicodeDecodeError as error:
            return _wrong_encoding(error)
    if first is None:
        return Refusal("empty_file", "the file is empty: send it with a header and records")
    if isinstance(first, Reject):
        return Refusal("bad_header", f"the header cannot be read: {first.reason}")
    if isinstance(first, Ignored):
        return Refusal("no_header", "the first line is blank: the first line must name the columns")
    header = tuple(name.strip() for name in first.values)
    return [Table(path.stem, header, lambda: _entries(path, width=len(header)), is_delimited=True)]


def read_lines(path: Path, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield the records of the given rising numbers, in a file in which every record is one line."""
    passed = 0
    with path.open("rb") as lines:
        for number in numbers:
            line = next(islice(lines, number - passed, None))
            passed = number + 1
            yield number, line.decode().rstrip("\r\n")


def cut_lines(lines: TextIO, *, delimiter: str) -> Iterator[Entry]:
    """Yield what every line of a text holds, the first one being no header."""
    return _records(lines, width=None, delimiter=delimiter)


def _wrong_encoding(error: UnicodeDecodeError) -> Refusal:
    return Refusal("wrong_encoding", f"not UTF-8 ({error.reason}): save the file as UTF-8 and send it again")


def _open(path: Path) -> TextIO:
    return path.open(encoding="utf-8-sig", newline="")


def _entries(path: Path, *, width: int) -> Iterator[Entry]:
    with _open(path) as lines:
        records = _records(lines, width=width)
        next(records, None)
        for entry in records:
            yield _renumbered(entry)


def _renumbered(entry: Entry) -> Entry:
    """Count from the first record after the header."""
    match entry:
        case Record(number, values, text):
            return Record(number - 1, values, text)
        case Reject(number, code, reason, text):
            return Reject(number - 1, code, reason, text[:MAX_ORIGINAL_CHARACTERS])
        case _:
            return entry


def _records(lines: TextIO, *, width: int | None, delimiter: str = ",") -> Iterator[Entry]:
    """Yield what each line, or each run of lines inside quotes, holds; the header is number 1."""
    number = 0
    held: list[str] = []
    while (line := held.pop() if held else lines.readline(MAX_RECORD_CHARACTERS + 1)) != "":
        if line.isspace():
            yield Ignored(line)
            continue
        number += 1
        if len(line) > MAX_RECORD_CHARACTERS:
            _skip_line(lines, line)
            yield Reject(number, "record_too_long", f"longer than {MAX_RECORD_CHARACTERS} characters", line)
            continue
        yield _record(number, line, lines, held, (width if number > 1 else None, delimiter))


def _skip_line(lines: TextIO, piece: str) -> None:
    while piece and not piece.endswith(("\n", "\r")):
        piece = lines.readline(MAX_RECORD_CHARACTERS)


def _record(number: int, line: str, lines: TextIO, held: list[str], form: tuple[int | None, str]) -> Entry:
    """Cut one record; a quote that never closes spoils its own line only: the others are held for later."""
    text = line
    width, delimiter = form
    values = _cut(_without_end(text), delimiter)
    read: list[str] = []
    while values is None:
        more = held.pop() if held else lines.readline(MAX_RECORD_CHARACTERS + 1)
        if more:
            read.append(more)
        if not more or len(text) + len(more) > MAX_RECORD_CHARACTERS:
            held.extend(reversed(read))
            return Reject(number, "bad_quotes", "a quote is opened and never closed", _without_end(line))
        text += more
        if '"' in more:
            values = _cut(_without_end(text), delimiter)
    if isinstance(values, str):
        held.extend(reversed(read))
        return Reject(number, "bad_quotes", values, _without_end(line))
    return _checked(number, values, _without_end(text), width)


def _checked(number: int, values: list[str], text: str, width: int | None) -> Entry:
    while width is not None and len(values) > width and values[-1] == "":
        values.pop()
    if width is not None and len(values) != width:
        return Reject(number, "wrong_field_count", f"{len(values)} fields, the header has {width}", text)
    if width is not None and "\0" in text:
        return Reject(number, "nul_byte", "holds a NUL byte", text)
    return Record(number, tuple(values), text)


def _without_end(text: str) -> str:
    if text.endswith("\r\n"):
        return text[:-2]
    return text[:-1] if text.endswith(("\n", "\r")) else text


def _cut(text: str, delimiter: str) -> list[str] | str | None:
    """Return the fields of `text`, or why it is malformed, or None while a quote is open."""
    if '"' not in text:
        return text.split(delimiter)
    return _cut_quoted(text, delimiter)


def _cut_quoted(text: str, delimiter: str) -> list[str] | str | None:
    fields: list[str] = []
    position = 0
    while True:
        if text.startswith('"', position):
            end = _closing_quote(text, position + 1)
            if end < 0:
                return None
            fields.append(text[position + 1 : end].replace('""', '"'))
            position = end + 1
        else:
            end = text.find(delimiter, position)
            end = len(text) if end < 0 else end
            fields.append(text[position:end])
            if fields[-1].lstrip(" ").startswith('"'):
                return f"a blank stands before the quote of field {len(fields)}"
            position = end
        if position == len(text):
            return fields
        if text[position] != delimiter:
            return f"text follows a closing quote in field {len(fields)}"
        position += 1


def _closing_quote(text: str, position: int) -> int:
    while (position := text.find('"', position)) >= 0:
        if not text.startswith('""', position):
            return position
        position += 2
    return -1
