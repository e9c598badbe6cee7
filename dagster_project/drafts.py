"""A table of a file made into raw form, in the work folder.

Holds the fast path (DuckDB cuts the file), the slow one (the reader does, record by record) and the setting apart of
faulty records; both give the same. Does not hold: raw itself, originals, or layouts.
Called by landing.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import duckdb

from dagster_project import warehouse
from dagster_project.checks import checked_columns, currencies_by_digits
from dagster_project.originals import Bytes, has_blank_lines
from dagster_project.raw import sql_path
from dagster_project.readers.layouts import Catalog, Entity, Layout
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


@dataclass(frozen=True, slots=True)
class Drafting:
    """All that the making of one draft needs."""

    connection: duckdb.DuckDBPyConnection
    settings: Settings
    catalog: Catalog
    path: Path
    seen: Bytes
    table: Table
    layout: Layout
    work: Path

    @property
    def entity(self) -> Entity:
        return self.catalog.entities[self.layout.entity]

    def file(self, kind: str) -> Path:
        return self.work / f"{self.entity.name}.{kind}"


def make_draft(drafting: Drafting, *, is_fast: bool = True) -> Draft:
    """Make one table into records and rejects; slow only where the fast path cannot be trusted."""
    cut = _cut_whole(drafting) if is_fast and _may_be_fast(drafting) else None
    cut = cut or _cut_one_by_one(drafting)
    return _without_faults(drafting, cut)


def _may_be_fast(drafting: Drafting) -> bool:
    """Tell whether DuckDB agrees with the reader: it keeps NUL bytes, and drops blanks beside quotes."""
    seen = drafting.seen
    return drafting.table.is_delimited and not seen.has_nul and not seen.has_blank_beside_quote


def _cut_whole(drafting: Drafting) -> Cut | None:
    """Let DuckDB cut the file; None when it cannot, or when its count does not tie to the file's lines."""
    try:
        count = _copy(
            drafting, drafting.path, number="row_number() over ()", fields=[], longest=MAX_RECORD_CHARACTERS
        )
    except duckdb.Error:
        return None
    rest = drafting.seen.line_count - 1 - count
    if rest == 0:
        return Cut(count, 0, 0)
    if not drafting.seen.has_quotes:
        return Cut(count, 0, rest) if rest > 0 else None
    return None if rest < 0 or has_blank_lines(drafting.path) else Cut(count, 0, 0)


def _cut_one_by_one(drafting: Drafting) -> Cut:
    """Cut by the reader into well-formed text and rejects, then copy the text as the fast path does."""
    count = rejected = ignored = 0
    with (
        drafting.file("csv").open("w", encoding="utf-8", newline="") as good,
        drafting.file("rejects.csv").open("w", encoding="utf-8", newline="") as bad,
    ):
        records = csv.writer(good, quoting=csv.QUOTE_ALL, lineterminator="\n")
        records.writerow(["number", *drafting.table.header])
        for entry in drafting.table.entries():
            match entry:
                case Record(number, values, _):
                    records.writerow([number, *values])
                    count += 1
                case Reject():
                    _write_reject(drafting, bad, entry)
                    rejected += 1
                case Ignored():
                    ignored += 1
    _copy(drafting, drafting.file("csv"), number="number::bigint", fields=["number"], longest=QUOTED_BYTES)
    return Cut(count, rejected, ignored)


def _copy(drafting: Drafting, path: Path, *, number: str, fields: list[str], longest: int) -> int:
    header = drafting.table.header
    ours = {
        column.ours: f"c{header.index(column.theirs)}"
        for column in drafting.layout.columns
        if column.ours and column.theirs in header
    }
    names = [f"c{index}" for index in range(len(header))]
    others = [(theirs, name) for theirs, name in zip(header, names, strict=True) if name not in ours.values()]
    copied = warehouse.run(
        drafting.connection,
        "landing/copy_delimited",
        {"file_hash": drafting.seen.file_hash},
        path=sql_path(path),
        target=sql_path(drafting.file("parquet")),
        fields=fields + names,
        number=number,
        max_line_size=longest,
        columns=[
            {"name": column.name, "expression": ours.get(column.name, "null::varchar")}
            for column in drafting.entity.columns
        ],
        attributes=[{"key": _json_key(theirs), "field": name} for theirs, name in others],
    ).fetchone()
    return int(copied[0]) if copied else 0


def _json_key(name: str) -> str:
    return (json.dumps(name, ensure_ascii=False) + ":").replace("'", "''")


def _without_faults(drafting: Drafting, cut: Cut) -> Draft:
    """Check the values of the copied records, and set the faulty ones apart."""
    faulty, blank = _count_faults(drafting)
    records = drafting.file("parquet")
    if faulty:
        sound = drafting.file("sound.parquet")
        warehouse.run(
            drafting.connection, "landing/copy_sound", path=sql_path(records), target=sql_path(sound)
        )
        records = sound
    if faulty > blank:
        _reject_faults(drafting)
    rejected = cut.rejected + faulty - blank
    return Draft(
        drafting.entity.name,
        records,
        drafting.file("rejects.csv") if rejected else None,
        cut.count + cut.rejected + cut.ignored,
        rejected,
        cut.ignored + blank,
    )


def _count_faults(drafting: Drafting) -> tuple[int, int]:
    header = drafting.table.header
    present = [column.ours for column in drafting.layout.columns if column.ours and column.theirs in header]
    warehouse.run(
        drafting.connection,
        "landing/create_faults",
        path=sql_path(drafting.file("parquet")),
        checked=checked_columns(drafting.entity, drafting.layout, header),
        currencies=currencies_by_digits(drafting.settings.seeds),
        present=[*present, "attributes"],
    )
    counted = warehouse.run(drafting.connection, "landing/count_faults").fetchone()
    return (int(counted[0]), int(counted[1])) if counted else (0, 0)


def _reject_faults(drafting: Drafting) -> None:
    """Write each faulty record with its reason and its original text, in the order of the file."""
    faults = _faults(drafting)
    number, code, reason = next(faults)
    with drafting.file("rejects.csv").open("a", encoding="utf-8", newline="") as bad:
        for entry in drafting.table.entries():
            if isinstance(entry, Record) and entry.number == number:
                _write_reject(drafting, bad, Reject(number, code, reason, entry.original_text))
                number, code, reason = next(faults, (0, "", ""))


def _faults(drafting: Drafting) -> Iterator[tuple[int, str, str]]:
    found = warehouse.run(drafting.connection, "landing/read_faults")
    while rows := found.fetchmany(FAULTS_AT_A_TIME):
        yield from rows


def _write_reject(drafting: Drafting, stream: TextIO, reject: Reject) -> None:
    rows = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
    values = (reject.number, drafting.entity.name, reject.reason_code, reject.reason, reject.original_text)
    rows.writerow([drafting.seen.file_hash, *values])
