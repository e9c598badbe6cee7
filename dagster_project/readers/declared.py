"""Files of an ERP to records, by the layout and the dialect that the seeds declare.

Holds the finding of the header, the rows that are no records, the spelling of values, the tie of totals.
Does not hold: the choice among layouts and dialects (``identify``), or what a value means.
Called by identify.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from dagster_project.readers import spelling
from dagster_project.readers.grid import Grid, Line
from dagster_project.readers.layouts import DECLARED, Form, Layout, MappedColumn, RowRule
from dagster_project.readers.record import Entry, Ignored, Record, Refusal, Reject, Table
from dagster_project.readers.spelling import Dialect

NO_FORM = Form(0, must_end_with_total=False)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A table as one layout and one dialect would read it; its header stands after `title_count` rows."""

    grid: Grid
    dialect: Dialect
    layout: Layout
    header: tuple[str, ...]
    title_count: int

    @property
    def form(self) -> Form:
        return self.layout.form or NO_FORM


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one reading makes of a whole table; `example` is a value that it cannot read."""

    record_count: int
    bad_count: int
    digest: str
    example: str = ""
    refusal: Refusal | None = None


def find(grid: Grid, layout: Layout, dialect: Dialect) -> Candidate | None:
    """Return how the table would be read, if a row of its head is the layout's header."""
    form = layout.form or NO_FORM
    for count, line in enumerate(islice(grid.lines(), form.title_rows + 1)):
        header = header_of(line)
        if header and not layout.missing(header):
            return Candidate(grid, dialect, layout.resolved(header), header, count)
    return None


def header_of(line: Line) -> tuple[str, ...]:
    """Return the names of the columns; one without a name, or named like one before, is numbered."""
    names: list[str] = []
    for number, cell in enumerate(line.cells, start=1):
        name = " ".join(cell.split()) or f"column {number}"
        names.append(f"{name} ({number})" if name in names else name)
    return tuple(names)


def table_of(candidate: Candidate) -> Table:
    return Table(candidate.grid.name, candidate.header, lambda: _entries(candidate))


def assess(candidate: Candidate) -> Assessment:
    """Read all of a table: count what cannot be read, and hold its totals."""
    digest = hashlib.sha256()
    records = bad = 0
    example = ""
    for entry in _entries(candidate):
        if isinstance(entry, Record):
            records += 1
            digest.update("\0".join(entry.values).encode())
        elif isinstance(entry, Reject):
            records, bad, example = records + 1, bad + 1, example or entry.reason
    return Assessment(records, bad, digest.hexdigest(), example, _broken_total(candidate))


def _entries(candidate: Candidate) -> Iterator[Entry]:
    number = 0
    for line, rule in _lines(candidate):
        if rule is not None:
            yield Ignored(line.text)
            continue
        number += 1
        yield _record(candidate, number, line)


def _lines(candidate: Candidate) -> Iterator[tuple[Line, RowRule | str | None]]:
    """Yield each row, with what it is when it is no record."""
    for count, line in enumerate(candidate.grid.lines()):
        if count <= candidate.title_count:
            if count < candidate.title_count:
                yield line, "title"
            continue
        if line.is_blank or (not line.fault and header_of(line) == candidate.header):
            yield line, "blank"
        else:
            yield line, _rule_of(candidate, line)


def _rule_of(candidate: Candidate, line: Line) -> RowRule | None:
    first = next((cell.strip() for cell in line.cells if cell.strip()), "")
    for rule in candidate.form.rules:
        if rule.kind == "total_without_label":
            if _holds_only_amounts(candidate, line):
                return rule
        elif rule.pattern.fullmatch(first):
            return rule
    return None


def _holds_only_amounts(candidate: Candidate, line: Line) -> bool:
    mapped = {column.theirs: column for column in candidate.layout.columns}
    filled = [name for name, cell in zip(candidate.header, line.cells, strict=False) if cell.strip()]
    kinds = [mapped.get(name) for name in filled]
    return bool(kinds) and all(
        kind and (kind.number_format or kind.ours.endswith("currency_code")) for kind in kinds
    )


def _is_amount(column: MappedColumn | None) -> bool:
    return column is not None and bool(column.number_format)


def _record(candidate: Candidate, number: int, line: Line) -> Record | Reject:
    if line.fault:
        return replace(line.fault, number=number)
    values = [cell.strip() for cell in line.cells]
    while len(values) > len(candidate.header) and not values[-1]:
        values.pop()
    if len(values) > len(candidate.header) or (
        len(values) < len(candidate.header) and not _may_be_short(line)
    ):
        reason = f"{len(values)} fields, the header has {len(candidate.header)}"
        return Reject(number, "wrong_field_count", reason, line.text)
    values += [""] * (len(candidate.header) - len(values))
    return _spelled(candidate, number, line, values)


def _may_be_short(line: Line) -> bool:
    """Tell a row of a workbook, whose empty last cells are not there."""
    return bool(line.typed)


def _spelled(candidate: Candidate, number: int, line: Line, values: list[str]) -> Record | Reject:
    places = {name: place for place, name in enumerate(candidate.header)}
    for column in candidate.layout.columns:
        place = places[column.theirs]
        if place in line.typed:
            continue
        found = _convert(column, values[place], candidate.dialect)
        if found is None:
            code = "bad_date" if column.date_format else "bad_amount"
            how = spelling.shown(candidate.dialect)
            reason = f"{column.theirs} {values[place][:60]!r} is not written with {how}"
            return Reject(number, code, reason, line.text)
        values[place] = found
    return Record(number, tuple(values), line.text)


def _convert(column: MappedColumn, value: str, dialect: Dialect) -> str | None:
    if column.number_format == DECLARED:
        return spelling.amount(value, dialect)
    if column.date_format == DECLARED:
        return spelling.day(value, dialect)
    return "" if value in dialect.empty_values else value


def _broken_total(candidate: Candidate) -> Refusal | None:
    """Hold each total row against the sum of the records since the last of its level or a higher one."""
    places = {name: place for place, name in enumerate(candidate.header)}
    amounts = [places[column.theirs] for column in candidate.layout.columns if _is_amount(column)]
    levels = sorted({rule.level for rule in candidate.form.rules if rule.kind.startswith("total")})
    sums: dict[int, list[Record]] = {level: [] for level in levels}
    closed: set[int] = set()
    number, is_ended = 0, False
    for line, rule in _lines(candidate):
        if rule is None:
            number, is_ended = number + 1, False
            for level in closed:
                sums[level] = []
            closed = set()
            record = _record(candidate, number, line)
            for level in levels:
                sums[level].append(record)  # type: ignore[arg-type]
        elif isinstance(rule, RowRule) and rule.kind.startswith("total"):
            is_ended = True
            closed |= {level for level in levels if level <= rule.level}
            if refusal := _untied(candidate, line, sums[rule.level], amounts):
                return refusal
    if candidate.form.must_end_with_total and not is_ended:
        what = f"the total that ends a file of {candidate.layout.profile} is missing"
        return Refusal("no_end", f"{what}: it was cut; export it again")
    return None


def _untied(
    candidate: Candidate, line: Line, records: Sequence[Record | Reject], amounts: list[int]
) -> Refusal | None:
    """Compare the amounts of a total row, but not of records in several currencies."""
    sound = [record for record in records if isinstance(record, Record)]
    if len(sound) < len(records):
        return None
    for place in amounts:
        stated = line.cells[place].strip("* ") if place < len(line.cells) else ""
        total = stated if place in line.typed else spelling.amount(stated, candidate.dialect)
        if not total:
            continue
        summed = sum((Decimal(record.values[place] or 0) for record in sound), Decimal(0))
        if Decimal(total) != summed and not _is_of_other_currencies(candidate, place, sound):
            name = candidate.header[place]
            words = f"the total {stated} of {name} is not the sum {summed:f} of its {len(sound)} records"
            return Refusal("does_not_tie", f"{words}: export the file again")
    return None


def _is_of_other_currencies(candidate: Candidate, place: int, records: Sequence[Record]) -> bool:
    ours = {column.theirs: column.ours for column in candidate.layout.columns}
    is_base = ours[candidate.header[place]].endswith("_base")
    currency = next((i for i, name in enumerate(candidate.header) if ours.get(name) == "currency_code"), None)
    if currency is None or is_base:
        return False
    return len({record.values[currency] for record in records}) > 1
