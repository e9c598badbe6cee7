"""A whole file made into records and rejects, in the work folder.

Holds the drafts of all tables of a file, and the rejects of all of them.
Does not hold: what the file is (``identify``), the cutting of one table (``cutting``), raw, or the landing.
Called by landing.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from dagster_project import raw
from dagster_project.cutting import Cutting, Desk, Draft, make_draft
from dagster_project.identify import Asked, identify
from dagster_project.originals import Bytes
from dagster_project.readers.record import Refusal, Table


@dataclass(frozen=True, slots=True)
class DraftedFile:
    """The tables of one file, ready to be moved into raw."""

    reader: str
    drafts: tuple[Draft, ...]
    rejects: Path | None


def draft_file(asked: Asked, seen: Bytes, *, desk: Desk) -> DraftedFile | Refusal:
    """Make a file into records and rejects, or say why it cannot be."""
    if seen.byte_count == 0:
        return Refusal("empty_file", "the file is empty: send it with a header and records")
    found = identify(asked, catalog=desk.catalog)
    if isinstance(found, Refusal):
        return found
    drafts = tuple(make_draft(Cutting(desk, asked.path, seen, table, layout)) for table, layout in found)
    if refusal := _refuse_untied([table for table, _ in found], drafts):
        return refusal
    rejects = desk.work / "rejects.parquet"
    drafted = [draft.rejects for draft in drafts if draft.rejects]
    if drafted:
        raw.copy_rejects(desk.connection, drafted, target=rejects)
    return DraftedFile(found[0][1].profile, drafts, rejects if drafted else None)


def _refuse_untied(tables: list[Table], drafts: tuple[Draft, ...]) -> Refusal | None:
    """Refuse a file whose records are tied together when one of them is wrong."""
    for table, draft in zip(tables, drafts, strict=True):
        if table.is_whole and draft.rejects:
            with draft.rejects.open(encoding="utf-8", newline="") as lines:
                _, number, _, code, reason, _ = next(csv.reader(lines))
            return Refusal(code, f"{table.name} record {number}: {reason}: ask its sender for the file again")
    return None
