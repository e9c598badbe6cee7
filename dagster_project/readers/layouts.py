"""Which entity a header names, and which of our columns each of its columns is.

Holds the declared columns (``seeds/entity_columns.csv``), the maps (``seeds/column_maps.csv``), the choice.
Does not hold: bytes, or the meaning of a value.
Called by landing.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dagster_project.readers.record import Refusal

CANONICAL = "canonical"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that an entity has."""

    name: str
    value_type: str
    is_required: bool
    allowed_values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """What one record of an entity may hold, in the order of raw."""

    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One of their columns, and which of ours it is; ours is empty when it is kept as an attribute."""

    theirs: str
    ours: str
    is_required: bool
    date_format: str = ""
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A profile's form of one entity."""

    profile: str
    entity: str
    columns: tuple[MappedColumn, ...]

    def required(self) -> set[str]:
        return {column.theirs for column in self.columns if column.is_required}

    def known(self) -> set[str]:
        return {column.theirs for column in self.columns}


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every entity, and every layout in which it may come."""

    entities: dict[str, Entity]
    layouts: tuple[Layout, ...]


def load_catalog(seeds: Path) -> Catalog:
    """Read the declared columns and the column maps."""
    entities = _entities(_rows(seeds / "entity_columns.csv"))
    canonical = tuple(_canonical(entity) for entity in entities.values())
    return Catalog(entities, canonical + _mapped(_rows(seeds / "column_maps.csv")))


def choose_layout(catalog: Catalog, header: tuple[str, ...], *, name: str) -> Layout | Refusal:
    """Return the layout whose required columns are all there and that explains most of the header.

    `name`, of the file or sheet, decides only between layouts that explain as many.
    """
    if refusal := _bad_names(header):
        return refusal
    names = set(header)
    fits = [layout for layout in catalog.layouts if layout.required() <= names]
    if not fits:
        return Refusal("unknown_layout", _nearest(catalog.layouts, names))
    most = max(len(layout.known() & names) for layout in fits)
    best = [layout for layout in fits if len(layout.known() & names) == most]
    named = [layout for layout in best if _is_named(layout.entity, name)]
    if len(best) == 1 or len(named) == 1:
        return (named or best)[0]
    entities = ", ".join(sorted(f"{layout.entity} ({layout.profile})" for layout in best))
    return Refusal("ambiguous_layout", f"the header fits {entities}: name the file after its entity")


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
    columns = tuple(MappedColumn(column.name, column.name, column.is_required) for column in entity.columns)
    return Layout(CANONICAL, entity.name, columns)


def _mapped(rows: Iterable[dict[str, str]]) -> tuple[Layout, ...]:
    columns: dict[tuple[str, str], list[MappedColumn]] = {}
    for row in rows:
        column = MappedColumn(
            row["their_column"],
            row["our_column"],
            row["is_required"] == "true",
            row["date_format"],
            row["number_format"],
        )
        columns.setdefault((row["profile"], row["entity"]), []).append(column)
    return tuple(Layout(profile, entity, tuple(found)) for (profile, entity), found in columns.items())


def _bad_names(header: tuple[str, ...]) -> Refusal | None:
    if "\0" in "".join(header):
        return Refusal("wrong_encoding", "NUL bytes in the header, as in UTF-16: save the file as UTF-8")
    if "" in header:
        return Refusal("bad_header", f"column {header.index('') + 1} has no name: name every column")
    repeated = sorted({name for name in header if header.count(name) > 1})
    if repeated:
        return Refusal("duplicate_column", f"column {repeated[0]} stands twice in the header: keep one")
    return None


def _is_named(entity: str, name: str) -> bool:
    return name.lower().replace("-", "_").startswith(entity)


def _nearest(layouts: Iterable[Layout], names: set[str]) -> str:
    """Say which layout comes nearest, and what it lacks."""
    nearest = max(layouts, key=lambda layout: (len(layout.known() & names), -len(layout.required() - names)))
    known = len(nearest.known() & names)
    if known == 0:
        return "unknown layout: no column is one of ours; see docs/formats"
    missing = ", ".join(sorted(nearest.required() - names))
    label = nearest.entity if nearest.profile == CANONICAL else f"{nearest.entity} of {nearest.profile}"
    return f"unknown layout: {known} of {len(names)} columns are of {label}; missing: {missing}"
