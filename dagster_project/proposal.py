"""A column map proposed for a file of an unknown layout, as rows of seeds to review.

Holds the comparison of headings with every one that is known, and of values with the types of our columns.
Does not hold: any decision (a person reviews the rows and saves them), or the reading of files by a map.
Called by ``cartera map``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path

from dagster_project.errors import CarteraError
from dagster_project.readers import grid
from dagster_project.readers.catalog import Catalog
from dagster_project.readers.grid import Grid, Line
from dagster_project.readers.layouts import CANONICAL, DECLARED, Column, Entity, fold
from dagster_project.readers.table_rows import header_of

HEAD_ROWS, SAMPLE_ROWS = 40, 200
LEAST_SCORE = 0.62
ENCODINGS = ("utf-8", "utf-16", "cp1252")
DELIMITERS = (";", "\t", ",", "|")
SHAPES = {
    "date": re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([ T].*)?|\d{8}"),
    "amount": re.compile(r"[-+(]?\s*[$€£]?\s*[\d.,' ]*\d\s*[-)]?"),
    "currency": re.compile(r"[A-Z]{3}"),
}
SHAPE_OF_TYPE = {"signed_amount": "amount", "rate": "amount", "timestamp": "date", "integer": "amount"}
FIELDS = [
    *("profile", "entity", "their_column", "our_column", "date_format", "number_format"),
    *("is_required", "language", "reason"),
]


class NoTableError(CarteraError):
    """A file in which no row looks like a header."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} holds no table with a header of two columns or more")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One of their columns, what it may be of ours, and how sure the names and values make us."""

    theirs: str
    ours: Column | None
    score: float
    shape: str


def propose(path: Path, *, catalog: Catalog, entity: str = "") -> tuple[str, list[Proposal]]:
    """Return the entity that a file's columns fit best, and a proposal for each column."""
    header, rows = _table(path, catalog)
    shapes = {name: _shape(row[place] for row in rows) for place, name in enumerate(header)}
    known = [catalog.entities[entity]] if entity else list(catalog.entities.values())
    fits = [(each, _assigned(each, shapes, catalog)) for each in known]
    best, found = max(fits, key=lambda fit: _merit(*fit))
    proposals = []
    for name, shape in shapes.items():
        ours, score = found.get(name, (None, 0.0))
        proposals.append(Proposal(name, ours, score, shape))
    return best.name, proposals


def rows_of(profile: str, entity: str, proposals: Iterable[Proposal]) -> Iterator[list[str]]:
    """Write proposals as rows of ``column_maps.csv``, the header first."""
    yield FIELDS
    for found in proposals:
        shape = SHAPE_OF_TYPE.get(found.ours.value_type, found.ours.value_type) if found.ours else ""
        reason = f"proposed: {found.score:.2f}" if found.ours else "kept as an attribute"
        yield [
            *(profile, entity, found.theirs, found.ours.name if found.ours else ""),
            DECLARED if shape == "date" else "",
            DECLARED if shape == "amount" and found.ours and found.ours.value_type != "integer" else "",
            "true" if found.ours and found.ours.is_required else "false",
            *("", f"{reason}; values look like {found.shape or 'text'}"),
        ]


def missing(entity: Entity, proposals: Iterable[Proposal]) -> list[str]:
    """Return our required columns that no column of theirs was proposed for."""
    filled = {found.ours.name for found in proposals if found.ours}
    return [column.name for column in entity.columns if column.is_required and column.name not in filled]


def _table(path: Path, catalog: Catalog) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the header, the row of the head that holds most headings, and a sample of the rows below it."""
    known = {fold(column.theirs) for layout in catalog.layouts for column in layout.columns}
    heads = [(table, list(islice(table.lines(), HEAD_ROWS))) for table in _grids(path)]
    places = [
        (_headings(line, known), -number, len(lines), table, line)
        for table, lines in heads
        for number, line in enumerate(lines)
        if sum(bool(cell.strip()) for cell in line.cells) > 1
    ]
    if not places:
        raise NoTableError(path)
    _, minus_number, _, table, line = max(places, key=lambda place: place[:3])
    header = header_of(line)
    below = islice(table.lines(), 1 - minus_number, 1 - minus_number + SAMPLE_ROWS)
    rows = [row.cells + ("",) * (len(header) - len(row.cells)) for row in below if not row.is_blank]
    return header, rows


def _grids(path: Path) -> list[Grid]:
    if path.suffix.lower() == ".xlsx":
        return grid.sheets(path)
    encoding = grid.text_encoding(path, ENCODINGS) or "cp1252"
    return [grid.delimited(path, encoding=encoding, delimiter=mark) for mark in DELIMITERS]


def _headings(line: Line, known: set[str]) -> tuple[int, int]:
    """Count the cells that are known headings, then those that are words."""
    cells = [cell.strip() for cell in line.cells if cell.strip()]
    words = [cell for cell in cells if not any(shape.fullmatch(cell) for shape in SHAPES.values())]
    return sum(fold(cell) in known for cell in cells), len(words)


def _shape(values: Iterable[str]) -> str:
    """Return what nearly all values look like: days before amounts, since eight digits may be either."""
    filled = [value.strip() for value in values if value.strip()]
    for name, pattern in SHAPES.items():
        if filled and sum(bool(pattern.fullmatch(value)) for value in filled) >= 0.9 * len(filled):
            return name
    return ""


def _assigned(entity: Entity, shapes: dict[str, str], catalog: Catalog) -> dict[str, tuple[Column, float]]:
    """Give each of their columns the one of ours that it resembles most, the best pairs first."""
    names = _known_names(entity, catalog)
    scored = sorted(
        (
            (_score(theirs, shape, column, names[column.name]), -place, theirs, column)
            for theirs, shape in shapes.items()
            for place, column in enumerate(entity.columns)
        ),
        key=lambda pair: (-pair[0], -pair[1], pair[2]),
    )
    found: dict[str, tuple[Column, float]] = {}
    taken: set[str] = set()
    for score, _, theirs, column in scored:
        if score >= LEAST_SCORE and theirs not in found and column.name not in taken:
            found[theirs] = (column, score)
            taken.add(column.name)
    return found


def _known_names(entity: Entity, catalog: Catalog) -> dict[str, set[str]]:
    """Return every heading that a map knows for each column of an entity, and the column's own name."""
    names = {column.name: {fold(column.name.replace("_", " "))} for column in entity.columns}
    for layout in catalog.layouts:
        for column in layout.columns if layout.entity == entity.name and layout.profile != CANONICAL else ():
            if column.ours in names:
                names[column.ours].add(fold(column.theirs.replace("_", " ")))
    return names


def _score(theirs: str, shape: str, column: Column, names: Iterable[str]) -> float:
    """Compare the heading with every known one, and the values with the type of the column."""
    heading = fold(theirs.replace("_", " "))
    likeness = max(SequenceMatcher(None, heading, name, autojunk=False).ratio() for name in names)
    wanted = SHAPE_OF_TYPE.get(column.value_type, column.value_type)
    if wanted not in SHAPES:
        return likeness - (0.3 if shape == "date" else 0.0)
    return likeness + (0.1 if shape == wanted else -0.4 if shape else 0.0)


def _merit(entity: Entity, found: dict[str, tuple[Column, float]]) -> tuple[float, float]:
    """Rank an entity by the share of its required columns that were found, then by all that was."""
    required: Sequence[Column] = [column for column in entity.columns if column.is_required]
    filled = {column.name for column, _ in found.values()}
    total = sum(score for _, score in found.values())
    return total * sum(column.name in filled for column in required) / len(required), total
