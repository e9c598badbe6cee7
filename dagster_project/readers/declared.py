"""Files of an ERP to records, by the layout and the dialect that the seeds declare.

Holds the finding of the header, and what one reading makes of a whole table.
Does not hold: the choice among readings (``identify``), rows (``table_rows``), totals (``totals``).
Called by identify.
"""

import hashlib
from dataclasses import dataclass
from itertools import islice

from dagster_project.readers.grid import Grid
from dagster_project.readers.layouts import Layout
from dagster_project.readers.record import Record, Refusal, Reject, Table
from dagster_project.readers.spelling import Dialect
from dagster_project.readers.table_rows import NO_FORM, Candidate, entries, header_of
from dagster_project.readers.totals import broken_total


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


def table_of(candidate: Candidate) -> Table:
    return Table(candidate.grid.name, candidate.header, lambda: entries(candidate))


def assess(candidate: Candidate) -> Assessment:
    """Read all of a table: count what cannot be read, and hold its totals."""
    digest = hashlib.sha256()
    records = bad = 0
    example = ""
    for entry in entries(candidate):
        if isinstance(entry, Record):
            records += 1
            digest.update("\0".join(entry.values).encode())
        elif isinstance(entry, Reject):
            records, bad, example = records + 1, bad + 1, example or entry.reason
    return Assessment(records, bad, digest.hexdigest(), example, broken_total(candidate))
