"""Which reader and which layout a file is of: exactly one, by its content, or why none.

Holds the order of the questions: a bank's format, a plain table, a table that the seeds declare.
Does not hold: any format (``readers``), the seeds, or the cutting of what was found.
Called by drafts and trace.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from dagster_project import readers
from dagster_project.readers import declared, grid
from dagster_project.readers.catalog import Catalog
from dagster_project.readers.declared import Assessment
from dagster_project.readers.grid import Grid
from dagster_project.readers.layouts import Layout, choose_layout, nearest_layout
from dagster_project.readers.record import Refusal, Table
from dagster_project.readers.spelling import Dialect, shown
from dagster_project.readers.table_rows import Candidate, header_of

HEAD_ROWS = 40
PRINTED = "printed"
"""The delimiter of a list that a program prints: marks at the offsets of its header's."""
Found = list[tuple[Table, Layout]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A file as it lies, and under what names it came."""

    path: Path
    suffix: str
    name: str
    source: str
    encoding_error: str = ""


def identify(asked: Asked, *, catalog: Catalog) -> Found | Refusal:
    """Return the tables of a file, each with its layout, or why it cannot be read."""
    if readers.statement_format(asked.path, suffix=asked.suffix):
        tables = readers.open_tables(asked.path, suffix=asked.suffix)
        return tables if isinstance(tables, Refusal) else _plain(asked, catalog, tables)
    plain = _open_plain(asked, catalog)
    if not isinstance(plain, Refusal):
        return plain
    found = _declared(asked, catalog)
    if found is None:
        return _nearer(asked, catalog, plain)
    return found


def _open_plain(asked: Asked, catalog: Catalog) -> Found | Refusal:
    """Open a file as a plain table: UTF-8, commas, the first row its header."""
    if asked.encoding_error and asked.suffix in readers.TEXT_SUFFIXES:
        reason = f"{asked.encoding_error}: save the file as UTF-8 and send it again"
        return Refusal("wrong_encoding", reason)
    tables = readers.open_tables(asked.path, suffix=asked.suffix)
    return tables if isinstance(tables, Refusal) else _plain(asked, catalog, tables)


def _plain(asked: Asked, catalog: Catalog, tables: list[Table]) -> Found | Refusal:
    """Choose each table's layout: one profile for the file, and no entity twice."""
    found: Found = []
    for table in tables:
        name = asked.name if len(tables) == 1 else table.name
        layout = choose_layout(catalog.plain(), table.header, name=name)
        if isinstance(layout, Refusal):
            return layout if len(tables) == 1 else replace(layout, reason=f"{table.name}: {layout.reason}")
        found.append((table, layout))
    return _refuse_mixture([layout for _, layout in found]) or found


def _refuse_mixture(layouts: list[Layout]) -> Refusal | None:
    entities = [layout.entity for layout in layouts]
    repeated = sorted({entity for entity in entities if entities.count(entity) > 1})
    if repeated:
        return Refusal("repeated_entity", f"two sheets hold {repeated[0]}: send them as two files")
    if len({layout.profile for layout in layouts}) > 1:
        return Refusal("mixed_profiles", "the sheets come from different systems: send them as two files")
    return None


def _declared(asked: Asked, catalog: Catalog) -> Found | Refusal | None:
    """Read a file by the layouts that the seeds declare; None when it is of none of them."""
    if asked.suffix == ".xlsx":
        found = [_candidates_of_sheet(sheet, asked, catalog) for sheet in grid.sheets(asked.path)]
    elif asked.suffix in readers.TEXT_SUFFIXES:
        found = [list(_candidates_of_text(asked, catalog))]
    else:
        return None
    chosen = [_choose(candidates, asked) for candidates in found if candidates]
    if not chosen:
        return None
    for choice in chosen:
        if isinstance(choice, Refusal):
            return choice
    kept = [choice for choice in chosen if isinstance(choice, Candidate)]
    refusal = _refuse_mixture([candidate.layout for candidate in kept])
    return refusal or [(declared.table_of(candidate), candidate.layout) for candidate in kept]


def _candidates_of_sheet(sheet: Grid, asked: Asked, catalog: Catalog) -> list[Candidate]:
    return [
        candidate
        for layout in catalog.declared()
        for dialect in catalog.dialects_of(layout, source=asked.source)
        if (candidate := declared.find(sheet, layout, dialect))
    ]


def _candidates_of_text(asked: Asked, catalog: Catalog) -> Iterable[Candidate]:
    encodings: dict[tuple[str, ...], str | None] = {}
    for layout in catalog.declared():
        for dialect in catalog.dialects_of(layout, source=asked.source):
            if dialect.encodings not in encodings:
                encodings[dialect.encodings] = grid.text_encoding(asked.path, dialect.encodings)
            if encoding := encodings[dialect.encodings]:
                yield from _candidates_of_dialect(asked, layout, dialect, encoding)


def _candidates_of_dialect(
    asked: Asked, layout: Layout, dialect: Dialect, encoding: str
) -> Iterable[Candidate]:
    for delimiter in dialect.delimiters:
        if delimiter == PRINTED:
            is_header = partial(_is_header, layout)
            text = grid.printed(asked.path, encoding=encoding, is_header=is_header)
        else:
            text = grid.delimited(asked.path, encoding=encoding, delimiter=delimiter)
        if candidate := declared.find(text, layout, dialect):
            yield candidate


def _is_header(layout: Layout, cells: tuple[str, ...]) -> bool:
    return not layout.missing(cells)


def _choose(candidates: list[Candidate], asked: Asked) -> Candidate | Refusal:
    """Choose the layout that explains most, then the dialect in which the values are written."""
    most = max(len(candidate.layout.columns) for candidate in candidates)
    best = [candidate for candidate in candidates if len(candidate.layout.columns) == most]
    profiles = sorted({candidate.layout.profile for candidate in best})
    if len(profiles) > 1:
        names = " and ".join(profiles)
        return Refusal("ambiguous_layout", f"the header fits {names}: keep the columns of one")
    judged = [(declared.assess(candidate), candidate) for candidate in best]
    fewest = min(found.bad_count for found, _ in judged)
    sound = [(found, candidate) for found, candidate in judged if found.bad_count == fewest]
    return _refuse_spelling(sound, asked) or sound[0][0].refusal or sound[0][1]


def _refuse_spelling(sound: list[tuple[Assessment, Candidate]], asked: Asked) -> Refusal | None:
    """Refuse values that no dialect reads, and values that two read as different things."""
    first, candidate = sound[0]
    what = f"declare how {asked.source or 'its source'} writes them in seeds/source_profiles.csv"
    if first.record_count and first.bad_count * 2 > first.record_count:
        return Refusal("unknown_spelling", f"{candidate.layout.profile}: {first.example}: {what}")
    if len({found.digest for found, _ in sound}) == 1:
        return None
    ways = "; or ".join(f"{other.dialect.name}: {shown(other.dialect)}" for _, other in sound)
    reason = f"{candidate.layout.profile}: the values may be written in {len(sound)} ways ({ways}): {what}"
    return Refusal("ambiguous_spelling", reason)


def _nearer(asked: Asked, catalog: Catalog, plain: Refusal) -> Refusal:
    """Name the nearest layout of all, whichever row of the head and delimiter it would need."""
    is_unknown = plain.reason_code == "unknown_layout"
    if not is_unknown and plain.reason_code not in ("wrong_encoding", "bad_header", "no_header"):
        return plain
    headers = [header for header in _heads(asked, catalog) if len(header) > 1]
    if not headers:
        return plain
    layouts = catalog.layouts if is_unknown else catalog.declared()
    nearest = max(nearest_layout(layouts, header) for header in headers)
    if nearest.found == 0 or (not is_unknown and nearest.share < 0.5):
        return plain
    return Refusal("unknown_layout", nearest.words)


def _heads(asked: Asked, catalog: Catalog) -> Iterable[tuple[str, ...]]:
    if asked.suffix == ".xlsx":
        grids = grid.sheets(asked.path)
        grids = grids if len(grids) == 1 else []
    elif asked.suffix in readers.TEXT_SUFFIXES:
        forms = {(dialect.encodings, mark) for dialect in catalog.dialects for mark in dialect.delimiters}
        grids = [
            grid.delimited(asked.path, encoding=encoding, delimiter=delimiter)
            for encodings, delimiter in sorted(forms)
            if delimiter != PRINTED and (encoding := grid.text_encoding(asked.path, encodings))
        ]
    else:
        grids = []
    return (header_of(line) for table in grids for line in islice(table.lines(), HEAD_ROWS))
