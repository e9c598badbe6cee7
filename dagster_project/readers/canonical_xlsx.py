"""Workbooks to records: each sheet one table.

Holds the guard against archives that unpack to too much, and the reading of sheets (Office Open XML).
Does not hold: entities, column names, the spelling of cells (``exact_text``), or the process (``apart``).
Called by ``readers.open_tables`` and ``grid``; in the process of ``apart``, for the parsing.
"""

import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from dagster_project.readers import apart
from dagster_project.readers.apart import Sheet
from dagster_project.readers.exact_text import original_text, record_of
from dagster_project.readers.record import Entry, Record, Refusal, Reject, Table

MAXIMUM_BYTES = 200 * 1024 * 1024
"""Most that a workbook may unpack to: 0.64 MB once unpacked to 601 MB and took 1.2 GB of memory."""
MAXIMUM_RATIO = 100
MAXIMUM_MEMBERS = 1_000
WORKBOOK = "xl/workbook.xml"


def open_tables(path: Path) -> list[Table] | Refusal:
    """Return a table for each sheet that is not empty, or why there is none."""
    found = read_sheets(path)
    return found if isinstance(found, Refusal) else [_table(sheet) for sheet in found]


def read_sheets(path: Path) -> list[Sheet] | Refusal:
    """Return each sheet that is not empty, read in a process of its own, or why there is none."""
    return apart.read(path, module="canonical_xlsx")


def sheets(path: Path) -> list[tuple[str, list[list[object]]]] | Refusal:
    """Return the rows of each sheet that is not empty, or why there is none; only ``apart`` asks."""
    if refusal := _refuse_archive(path):
        return refusal
    try:
        with path.open("rb") as stream:
            workbook = CalamineWorkbook.from_filelike(stream)
            visible = [workbook.get_sheet_by_name(name) for name in _visible_sheets(workbook)]
    except (CalamineError, OSError, ValueError) as error:
        return Refusal("unreadable", f"cannot be read as a workbook ({_first_line(error)}): save it again")
    rows = [(sheet.name, _rows(sheet)) for sheet in visible if sheet.height]
    return rows or Refusal("empty_file", "every sheet is empty: send it with a header and records")


def _refuse_archive(path: Path) -> Refusal | None:
    """Look at the archive's directory before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        return Refusal("unreadable", f"is no workbook ({_first_line(error)}): save it as XLSX")
    if WORKBOOK not in {member.filename for member in members}:
        return Refusal("unreadable", "is an archive but no workbook: save it as XLSX")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if (
        len(members) > MAXIMUM_MEMBERS
        or unpacked > MAXIMUM_BYTES
        or unpacked > MAXIMUM_RATIO * max(packed, 1)
    ):
        size = f"{len(members)} parts, {unpacked:,} bytes from {packed:,}"
        return Refusal("too_large_inside", f"unpacks to too much ({size}): send it as CSV")
    return None


def _visible_sheets(workbook: CalamineWorkbook) -> list[str]:
    return [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def _rows(sheet: CalamineSheet) -> list[list[object]]:
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


def _table(sheet: Sheet) -> Table:
    first = [str(cell).strip() for cell in next(sheet.rows())]
    while first and first[-1] == "":
        first.pop()
    header = tuple(first)
    return Table(sheet.name, header, lambda: _entries(header, sheet))


def _entries(header: tuple[str, ...], sheet: Sheet) -> Iterator[Entry]:
    for number, cells in enumerate(islice(sheet.rows(), 1, None), start=1):
        yield _entry(number, header, cells)


def _entry(number: int, header: tuple[str, ...], cells: list[object]) -> Record | Reject:
    if any(cell != "" for cell in cells[len(header) :]):
        count = max(index for index, cell in enumerate(cells, start=1) if cell != "")
        reason = f"{count} cells, the header has {len(header)}"
        return Reject(number, "wrong_field_count", reason, original_text(cells))
    return record_of(number, header, cells[: len(header)])
