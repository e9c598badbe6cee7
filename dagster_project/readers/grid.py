"""A file as rows of cells, before anyone says which row is the header.

Holds the cutting of text by a declared delimiter or by the offsets of a printed list, and of sheets.
Does not hold: headers, layouts, what is a record, or the canonical fast path.
Called by ``declared``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from dagster_project.readers.apart import Sheet
from dagster_project.readers.canonical_csv import cut_lines
from dagster_project.readers.canonical_xlsx import read_sheets
from dagster_project.readers.exact_text import original_text, text_of
from dagster_project.readers.record import Ignored, Record, Reject

MARK_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its cells as text, which of them a workbook typed, or why it cannot be cut."""

    cells: tuple[str, ...]
    text: str
    typed: frozenset[int] = frozenset()
    fault: Reject | None = None

    @property
    def is_blank(self) -> bool:
        return not self.fault and not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A named run of rows that can be read again and again."""

    name: str
    lines: Callable[[], Iterator[Line]]


def text_encoding(path: Path, encodings: tuple[str, ...]) -> str | None:
    """Return the first declared encoding in which all of the file is text; UTF-16 says so itself."""
    with path.open("rb") as stream:
        is_wide = stream.read(2) in MARK_OF_UTF_16
    for encoding in encodings:
        if is_wide == (encoding == "utf-16") and _is_text(path, encoding):
            return encoding
    return None


def delimited(path: Path, *, encoding: str, delimiter: str) -> Grid:
    """Return a text file cut at a delimiter, with double quotes."""
    return Grid(path.stem, lambda: _delimited(path, encoding, delimiter))


def printed(path: Path, *, encoding: str, is_header: Callable[[tuple[str, ...]], bool]) -> Grid:
    """Return a printed list cut at the offsets of its header's marks: a text may hold the mark."""
    return Grid(path.stem, lambda: _printed(path, encoding, is_header))


def sheets(path: Path) -> list[Grid]:
    """Return every sheet of a workbook that is not empty; none when it is no workbook."""
    found = read_sheets(path)
    return [] if not isinstance(found, list) else [_sheet(sheet) for sheet in found]


def _is_text(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=_codec(encoding), newline="") as stream:
            return all("\0" not in piece for piece in iter(lambda: stream.read(1 << 20), ""))
    except UnicodeError:
        return False


def _codec(encoding: str) -> str:
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _delimited(path: Path, encoding: str, delimiter: str) -> Iterator[Line]:
    with path.open(encoding=_codec(encoding), newline="") as stream:
        for entry in cut_lines(stream, delimiter=delimiter):
            match entry:
                case Record(_, values, text):
                    yield Line(values, text)
                case Reject(_, _, _, text):
                    yield Line((), text, fault=entry)
                case Ignored(text):
                    yield Line((), text)


def _printed(path: Path, encoding: str, is_header: Callable[[tuple[str, ...]], bool]) -> Iterator[Line]:
    offsets: list[int] = []
    with path.open(encoding=_codec(encoding)) as stream:
        for raw_line in stream:
            line = raw_line.rstrip("\r\n")
            if not line.startswith("|"):
                yield Line((), line)
                continue
            cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
            if not offsets and is_header(cells):
                offsets = [place for place, mark in enumerate(line) if mark == "|"]
            if offsets and _fits(line, offsets):
                ends = pairwise(offsets)
                cells = tuple(line[start + 1 : end].strip() for start, end in ends)
            yield Line(cells, line)


def _fits(line: str, offsets: list[int]) -> bool:
    return len(line) > offsets[-1] and all(line[place] == "|" for place in offsets)


def _sheet(sheet: Sheet) -> Grid:
    return Grid(sheet.name, lambda: (_row(cells) for cells in sheet.rows()))


def _row(cells: list[object]) -> Line:
    while cells and cells[-1] == "":
        cells = cells[:-1]
    texts: list[str] = []
    for cell in cells:
        text = text_of(cell)
        if text is None:
            reason = f"{cell!r} cannot be kept exactly: send it as text"
            return Line(
                (), original_text(cells), fault=Reject(0, "inexact_number", reason, original_text(cells))
            )
        texts.append(text)
    typed = frozenset(place for place, cell in enumerate(cells) if not isinstance(cell, str))
    return Line(tuple(texts), original_text(cells), typed)
