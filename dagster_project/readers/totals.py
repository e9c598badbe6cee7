"""The total rows of a declared table, held against the records above them before they are dropped.

Holds the levels of totals, the sums since the last of each, and the total that must end a file.
Does not hold: which rows are totals (``table_rows``), or what becomes of a file that does not tie.
Called by declared.
"""

from collections.abc import Sequence
from decimal import Decimal

from dagster_project.readers import spelling
from dagster_project.readers.grid import Line
from dagster_project.readers.layouts import RowRule
from dagster_project.readers.record import Record, Refusal, Reject
from dagster_project.readers.table_rows import Candidate, lines, record


def broken_total(candidate: Candidate) -> Refusal | None:
    """Hold each total row against the sum of the records since the last of its level or a higher one."""
    places = {name: place for place, name in enumerate(candidate.header)}
    amounts = [places[column.theirs] for column in candidate.layout.columns if column.number_format]
    levels = sorted({rule.level for rule in candidate.form.rules if rule.kind.startswith("total")})
    sums: dict[int, list[Record | Reject]] = {level: [] for level in levels}
    closed: set[int] = set()
    number, is_ended = 0, False
    for line, rule in lines(candidate):
        if rule is None:
            number, is_ended = number + 1, False
            for level in closed:
                sums[level] = []
            closed = set()
            found = record(candidate, number, line)
            for level in levels:
                sums[level].append(found)
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
