"""Every entity and layout that the seeds declare.

Holds the reading of entity_columns, column_maps, erp_layouts, ignored_rows and source_profiles.
Does not hold: the choice of a layout (``layouts``), or any file that lands.
Called by landing, compaction and ``cartera map``.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dagster_project.readers.layouts import (
    CANONICAL,
    DECLARED,
    Column,
    Entity,
    Form,
    Layout,
    MappedColumn,
    RowRule,
)
from dagster_project.readers.spelling import Dialect, dialect_of


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every entity, every layout in which it may come, and every declared way to write one."""

    entities: dict[str, Entity]
    layouts: tuple[Layout, ...]
    dialects: tuple[Dialect, ...] = ()

    def plain(self) -> tuple[Layout, ...]:
        return tuple(layout for layout in self.layouts if layout.form is None)

    def declared(self) -> tuple[Layout, ...]:
        """Return the layouts that a dialect is declared for."""
        written = {dialect.layout for dialect in self.dialects}
        return tuple(layout for layout in self.layouts if layout.profile in written)

    def dialects_of(self, layout: Layout, *, source: str) -> tuple[Dialect, ...]:
        """Return the dialects of a layout: those declared for this source, else those for all."""
        found = [dialect for dialect in self.dialects if dialect.layout == layout.profile]
        own = tuple(dialect for dialect in found if dialect.source == source)
        return own or tuple(dialect for dialect in found if not dialect.source)


def load_catalog(seeds: Path) -> Catalog:
    """Read the declared columns, the column maps, the forms of the layouts and their dialects."""
    entities = _entities(_rows(seeds / "entity_columns.csv"))
    canonical = tuple(_canonical(entity) for entity in entities.values())
    forms = _forms(_rows(seeds / "erp_layouts.csv"), _rows(seeds / "ignored_rows.csv"))
    dialects = tuple(dialect_of(row) for row in _rows(seeds / "source_profiles.csv"))
    return Catalog(entities, canonical + _mapped(_rows(seeds / "column_maps.csv"), forms), dialects)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _entities(rows: Iterable[dict[str, str]]) -> dict[str, Entity]:
    columns: dict[str, list[tuple[int, Column]]] = {}
    for row in rows:
        allowed = tuple(value for value in row["allowed_values"].split("|") if value)
        column = Column(row["column_name"], row["value_type"], row["is_required"] == "true", allowed)
        columns.setdefault(row["entity"], []).append((int(row["position"]), column))
    return {
        name: Entity(name, tuple(column for _, column in sorted(declared, key=lambda pair: pair[0])))
        for name, declared in columns.items()
    }


def _canonical(entity: Entity) -> Layout:
    columns = tuple(
        MappedColumn(
            column.name,
            column.name,
            column.is_required,
            DECLARED if column.value_type == "date" else "",
            DECLARED if column.value_type in ("amount", "signed_amount", "rate") else "",
        )
        for column in entity.columns
    )
    return Layout(CANONICAL, entity.name, columns)


def _mapped(rows: Iterable[dict[str, str]], forms: dict[str, Form]) -> tuple[Layout, ...]:
    columns: dict[tuple[str, str], list[MappedColumn]] = {}
    for row in rows:
        column = MappedColumn(
            row["their_column"],
            row["our_column"],
            row["is_required"] not in ("", "false"),
            row["date_format"],
            row["number_format"],
            row["language"],
            row["is_required"].removeprefix("one of ") if row["is_required"].startswith("one of ") else "",
        )
        columns.setdefault((row["profile"], row["entity"]), []).append(column)
    return tuple(
        Layout(profile, entity, tuple(found), forms.get(profile))
        for (profile, entity), found in columns.items()
    )


def _forms(rows: Iterable[dict[str, str]], rules: Iterable[dict[str, str]]) -> dict[str, Form]:
    found: dict[str, list[RowRule]] = {}
    for row in rules:
        rule = RowRule(row["kind"], int(row["level"] or 0), re.compile(row["pattern"], re.IGNORECASE))
        found.setdefault(row["layout"], []).append(rule)
    return {
        row["layout"]: Form(
            int(row["title_rows"]),
            row["must_end_with_total"] == "true",
            tuple(found.get(row["layout"], ())),
        )
        for row in rows
    }
