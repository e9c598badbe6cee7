"""The rows of a declared table: which are records, and their values in our spelling.

Holds a reading (layout, dialect, header), the rows that are no records, the spelling of values.
Does not hold: the choice of a reading (``declared``), or the tie of totals (``totals``).
Called by declared and totals.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dagster_project.readers import spelling
from dagster_project.readers.grid import Grid, Line
from dagster_project.readers.layouts import DECLARED, Form, Layout, MappedColumn, RowRule
from dagster_project.readers.record import Entry, Ignored, Record, Reject
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


def header_of(line: Line) -> tuple[str, ...]:
    """Return the names of the columns; one without a name, or named like one before, is numbered."""
    names: list[str] = []
    for number, cell in enumerate(line.cells, start=1):
        name = " ".join(cell.split()) or f"column {number}"
        names.append(f"{name} ({number})" if name in names else name)
    return tuple(names)


def entries(candidate: Candidate) -> Iterator[Entry]:
    number = 0
    for line, rule in lines(candidate):
        if rule is not None:
            yield Ignored(line.text)
            continue
        number += 1
        yield record(candidate, number, line)


def lines(candidate: Candidate) -> Iterator[tuple[Line, RowRule | str | None]]:
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


def record(candidate: Candidate, number: int, line: Line) -> Record | Reject:
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
