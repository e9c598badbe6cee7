"""A whole file made into records and rejects, in the work folder.

Holds the opening of a file by its reader, the layout of each of its tables, and the rejects of all of them.
Does not hold: the cutting of one table (``cutting``), raw, or the order of the steps of a landing.
Called by landing.
"""

import csv
from dataclasses import dataclass, replace
from pathlib import Path

from dagster_project import raw, readers
from dagster_project.cutting import Cutting, Desk, Draft, make_draft
from dagster_project.originals import Bytes
from dagster_project.readers.layouts import Catalog, Layout, choose_layout
from dagster_project.readers.record import Refusal, Table


@dataclass(frozen=True, slots=True)
class DraftedFile:
    """The tables of one file, ready to be moved into raw."""

    reader: str
    drafts: tuple[Draft, ...]
    rejects: Path | None


def draft_file(path: Path, seen: Bytes, *, desk: Desk, name: str, suffix: str) -> DraftedFile | Refusal:
    """Make a file into records and rejects, or say why it cannot be."""
    tables = _open_tables(path, seen, suffix=suffix)
    if isinstance(tables, Refusal):
        return tables
    layouts = _choose_layouts(desk.catalog, tables, name=name)
    if isinstance(layouts, Refusal):
        return layouts
    drafts = tuple(
        make_draft(Cutting(desk, path, seen, table, layout))
        for table, layout in zip(tables, layouts, strict=True)
    )
    if refusal := _refuse_untied(tables, drafts):
        return refusal
    rejects = desk.work / "rejects.parquet"
    drafted = [draft.rejects for draft in drafts if draft.rejects]
    if drafted:
        raw.copy_rejects(desk.connection, drafted, target=rejects)
    return DraftedFile(layouts[0].profile, drafts, rejects if drafted else None)


def _refuse_untied(tables: list[Table], drafts: tuple[Draft, ...]) -> Refusal | None:
    """Refuse a file whose records are tied together when one of them is wrong."""
    for table, draft in zip(tables, drafts, strict=True):
        if table.is_whole and draft.rejects:
            with draft.rejects.open(encoding="utf-8", newline="") as lines:
                _, number, _, code, reason, _ = next(csv.reader(lines))
            return Refusal(code, f"{table.name} record {number}: {reason}: ask its sender for the file again")
    return None


def _open_tables(path: Path, seen: Bytes, *, suffix: str) -> list[Table] | Refusal:
    if seen.byte_count == 0:
        return Refusal("empty_file", "the file is empty: send it with a header and records")
    is_text = suffix in readers.TEXT_SUFFIXES and not readers.statement_format(path, suffix=suffix)
    if is_text and seen.encoding_error:
        return Refusal("wrong_encoding", f"{seen.encoding_error}: save the file as UTF-8 and send it again")
    return readers.open_tables(path, suffix=suffix)


def _choose_layouts(catalog: Catalog, tables: list[Table], *, name: str) -> list[Layout] | Refusal:
    """Choose each table's layout: one profile for the file, and no entity twice."""
    layouts: list[Layout] = []
    for table in tables:
        layout = choose_layout(catalog, table.header, name=name if len(tables) == 1 else table.name)
        if isinstance(layout, Refusal):
            return layout if len(tables) == 1 else replace(layout, reason=f"{table.name}: {layout.reason}")
        layouts.append(layout)
    entities = [layout.entity for layout in layouts]
    repeated = sorted({entity for entity in entities if entities.count(entity) > 1})
    if repeated:
        return Refusal("repeated_entity", f"two sheets hold {repeated[0]}: send them as two files")
    if len({layout.profile for layout in layouts}) > 1:
        return Refusal("mixed_profiles", "the sheets come from different systems: send them as two files")
    return layouts
