"""One table of a file cut into raw records and rejects, in the work folder.

Holds the fast path (DuckDB cuts), the slow one (the reader cuts), which give the same, and the faults.
Does not hold: raw itself, originals, layouts, or files of several tables.
Called by drafts.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from dagster_project import warehouse
from dagster_project.checks import checked_columns, currencies_by_digits
from dagster_project.originals import Bytes, count_blank_lines
from dagster_project.raw import sql_path
from dagster_project.readers.canonical_csv import read_lines
from dagster_project.readers.catalog import Catalog
from dagster_project.readers.layouts import Entity, Layout
from dagster_project.readers.record import (
    MAX_RECORD_CHARACTERS,
    Ignored,
    Record,
    Reject,
    Table,
)
from dagster_project.settings import Settings

FAULTS_AT_A_TIME = 10_000
QUOTED_BYTES = 8 * MAX_RECORD_CHARACTERS
"""Longest line of the well-formed text: four bytes a character, every quote doubled."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The records and rejects of one table, not yet in raw."""

    entity: str
    records: Path
    rejects: Path | None
    record_count: int
    reject_count: int
    ignored_count: int


@dataclass(frozen=True, slots=True)
class Cut:
    """How many records were cut from a table, how many could not be, and how many lines were none."""

    count: int
    rejected: int
    ignored: int
    has_line_each: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """Where drafts are made, and by which declarations."""

    connection: warehouse.Connection
    settings: Settings
    catalog: Catalog
    work: Path


@dataclass(frozen=True, slots=True)
class Cutting:
    """One table of one file, and the desk on which it is cut."""

    desk: Desk
    path: Path
    seen: Bytes
    table: Table
    layout: Layout

    @property
    def entity(self) -> Entity:
        return self.desk.catalog.entities[self.layout.entity]

    def file(self, kind: str) -> Path:
        return self.desk.work / f"{self.entity.name}.{kind}"


def make_draft(cutting: Cutting, *, is_fast: bool = True) -> Draft:
    """Make one table into records and rejects; slow only where the fast path cannot be trusted."""
    cut = _cut_whole(cutting) if is_fast and _may_be_fast(cutting) else None
    cut = cut or _cut_one_by_one(cutting)
    return _without_faults(cutting, cut)


def _may_be_fast(cutting: Cutting) -> bool:
    """Tell whether DuckDB agrees with the reader.

    It keeps NUL bytes, drops blanks beside quotes, and takes the file's first line end for all of them;
    of a line of 50 MB it cut every field, in 1.5 GB, before it found it too long.
    """
    seen = cutting.seen
    has_line_end = any(end in name for name in cutting.table.header for end in "\r\n")
    is_doubtful = seen.has_nul or seen.has_blank_beside_quote or seen.has_long_line or has_line_end
    return cutting.table.is_delimited and not is_doubtful


def _cut_whole(cutting: Cutting) -> Cut | None:
    """Let DuckDB cut the file; None when it cannot, or when its count does not tie to the file's lines."""
    try:
        count = _copy(cutting, cutting.path, is_numbered=False)
    except warehouse.Error:
        return None
    rest = cutting.seen.line_count - 1 - count
    blank = count_blank_lines(cutting.path) if rest else 0
    if not cutting.seen.has_quotes:
        return Cut(count, 0, blank, has_line_each=blank == 0) if rest == blank else None
    return Cut(count, 0, 0) if blank == 0 and (rest == 0 or rest == _line_ends_inside(cutting)) else None


def _line_ends_inside(cutting: Cutting) -> int:
    """Count the line ends that stand inside quotes, and so end no record."""
    names = ", ".join(column.name for column in cutting.entity.columns)
    path = sql_path(cutting.file("parquet"))
    counted = warehouse.run(
        cutting.desk.connection, "landing/count_line_ends", path=path, columns=names
    ).fetchone()
    return int(counted[0]) if counted else 0


def _cut_one_by_one(cutting: Cutting) -> Cut:
    """Cut by the reader into well-formed text and rejects, then copy the text as the fast path does.

    The rows of number 0 are of one record, a statement's head.
    """
    count = rejected = ignored = 0
    has_head = False
    with (
        cutting.file("csv").open("w", encoding="utf-8", newline="") as good,
        cutting.file("rejects.csv").open("w", encoding="utf-8", newline="") as bad,
    ):
        records = csv.writer(good, quoting=csv.QUOTE_ALL, lineterminator="\n")
        records.writerow(["number"] + [""] * len(cutting.table.header))
        for entry in cutting.table.entries():
            match entry:
                case Record(number, values, _):
                    records.writerow([number, *values])
                    count += number > 0 or not has_head
                    has_head = has_head or number == 0
                case Reject():
                    _write_reject(cutting, bad, entry)
                    rejected += 1
                case Ignored():
                    ignored += 1
    _copy(cutting, cutting.file("csv"), is_numbered=True)
    return Cut(count, rejected, ignored)


def _copy(cutting: Cutting, path: Path, *, is_numbered: bool) -> int:
    """Copy the file itself, or the well-formed text made of it, whose first field is the number."""
    header = cutting.table.header
    kept = {column.theirs: column.ours for column in cutting.layout.columns}
    own = set(_own_columns(cutting))
    names = [f"c{index}" for index in range(len(header))]
    ours = {kept[theirs]: name for theirs, name in zip(header, names, strict=True) if kept.get(theirs) in own}
    others = [
        (kept.get(theirs, theirs), name)
        for theirs, name in zip(header, names, strict=True)
        if name not in ours.values()
    ]
    copied = warehouse.run(
        cutting.desk.connection,
        "landing/copy_delimited",
        {"file_hash": cutting.seen.file_hash},
        path=sql_path(path),
        target=sql_path(cutting.file("parquet")),
        fields=["number", *names] if is_numbered else names,
        number="number::bigint" if is_numbered else "row_number() over ()",
        max_line_size=QUOTED_BYTES if is_numbered else MAX_RECORD_CHARACTERS,
        line_end="\\n" if is_numbered else "",
        columns=[
            {"name": column.name, "expression": ours.get(column.name, "null::varchar")}
            for column in cutting.entity.columns
        ],
        attributes=[{"key": _json_key(theirs), "field": name} for theirs, name in others],
    ).fetchone()
    return int(copied[0]) if copied else 0


def _own_columns(cutting: Cutting) -> list[str]:
    """Return the columns of the entity that the file has."""
    names = {column.name for column in cutting.entity.columns}
    return [column.ours for column in cutting.layout.columns if column.ours in names]


def _json_key(name: str) -> str:
    return (json.dumps(name, ensure_ascii=False) + ":").replace("'", "''")


def _without_faults(cutting: Cutting, cut: Cut) -> Draft:
    """Check the values of the copied records, and set the faulty ones apart."""
    faulty, blank = _count_faults(cutting)
    records = cutting.file("parquet")
    if faulty:
        sound = cutting.file("sound.parquet")
        warehouse.run(
            cutting.desk.connection, "landing/copy_sound", path=sql_path(records), target=sql_path(sound)
        )
        records = sound
    if faulty > blank:
        _reject_faults(cutting, cut)
    rejected = cut.rejected + faulty - blank
    return Draft(
        cutting.entity.name,
        records,
        cutting.file("rejects.csv") if rejected else None,
        cut.count + cut.rejected + cut.ignored,
        rejected,
        cut.ignored + blank,
    )


def _count_faults(cutting: Cutting) -> tuple[int, int]:
    header = cutting.table.header
    warehouse.run(
        cutting.desk.connection,
        "landing/create_faults",
        path=sql_path(cutting.file("parquet")),
        checked=checked_columns(cutting.entity, cutting.layout, header),
        currencies=currencies_by_digits(cutting.desk.settings.seeds),
        present=[*_own_columns(cutting), "attributes"],
    )
    counted = warehouse.run(cutting.desk.connection, "landing/count_faults").fetchone()
    return (int(counted[0]), int(counted[1])) if counted else (0, 0)


def _reject_faults(cutting: Cutting, cut: Cut) -> None:
    """Write each faulty record with its reason and its original text, in the order of the file."""
    with cutting.file("rejects.csv").open("a", encoding="utf-8", newline="") as bad:
        if cut.has_line_each:
            numbers = (number for number, _, _ in _faults(cutting))
            texts = read_lines(cutting.path, numbers)
        else:
            texts = _texts(cutting.table)
        _write_faults(cutting, bad, texts)


def _write_faults(cutting: Cutting, bad: TextIO, texts: Iterator[tuple[int, str]]) -> None:
    """Write the faults whose texts come by in `texts`, which may hold others between."""
    faults = iter(_faults(cutting))
    number, code, reason = next(faults)
    for text_number, text in texts:
        if text_number == number:
            _write_reject(cutting, bad, Reject(number, code, reason, text))
            number, code, reason = next(faults, (0, "", ""))


def _texts(table: Table) -> Iterator[tuple[int, str]]:
    for entry in table.entries():
        if isinstance(entry, Record):
            yield entry.number, entry.original_text


def _faults(cutting: Cutting) -> Iterator[tuple[int, str, str]]:
    found = warehouse.run(cutting.desk.connection.cursor(), "landing/read_faults")
    while rows := found.fetchmany(FAULTS_AT_A_TIME):
        yield from rows


def _write_reject(cutting: Cutting, stream: TextIO, reject: Reject) -> None:
    rows = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
    values = (reject.number, cutting.entity.name, reject.reason_code, reject.reason, reject.original_text)
    rows.writerow([cutting.seen.file_hash, *values])
