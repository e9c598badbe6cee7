"""Which entity a header names, and which of our columns each of its columns is.

Holds the shapes of entities and layouts, and the choice among them.
Does not hold: the seeds they are declared in (``catalog``), bytes, the spelling or the meaning of a value.
Called by identify, declared and landing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dagster_project.readers.record import Refusal

CANONICAL = "canonical"
DECLARED = "declared"
"""A format that a dialect says, not the map."""


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
    """One of their columns, and which of ours it is; ours is empty when it is kept under their name.

    Several of theirs may be one of ours: the headings of other languages, in the order of preference.
    """

    theirs: str
    ours: str
    is_required: bool
    date_format: str = ""
    number_format: str = ""
    language: str = ""
    group: str = ""

    @property
    def slot(self) -> str:
        return self.ours or self.theirs

    @property
    def need(self) -> str:
        """Return what must be filled: the slot itself, or one slot of its group."""
        return self.group or self.slot


@dataclass(frozen=True, slots=True)
class RowRule:
    """Rows of a layout that are no records: what their text is, and the level of a total."""

    kind: str
    level: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Form:
    """What the file of a layout holds beside records."""

    title_rows: int
    must_end_with_total: bool
    rules: tuple[RowRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A profile's form of one entity; with a `form` it is read by the declared dialects."""

    profile: str
    entity: str
    columns: tuple[MappedColumn, ...]
    form: Form | None = None

    @property
    def label(self) -> str:
        return self.entity if self.profile == CANONICAL else self.profile

    def required(self) -> tuple[str, ...]:
        """Return the slots, or groups of slots, that must be filled, in the order of the map."""
        return tuple(dict.fromkeys(column.need for column in self.columns if column.is_required))

    def resolved(self, header: Sequence[str]) -> "Layout":
        """Return the layout as this header spells it: of every slot the preferred column that is there."""
        spelled = {self._key(name): name for name in reversed(header)}
        found: dict[str, MappedColumn] = {}
        used: set[str] = set()
        for column in self.columns:
            name = spelled.get(self._key(column.theirs), "")
            if name and column.slot not in found and name not in used:
                used.add(name)
                kept = column.ours or column.theirs
                found[column.slot] = replace(column, theirs=name, ours=kept)
        return replace(self, columns=tuple(found.values()))

    def missing(self, header: Sequence[str]) -> tuple[str, ...]:
        """Return the required columns that are not there, in the language of those that are."""
        filled = {column.need for column in self.resolved(header).columns}
        names: dict[str, list[MappedColumn]] = {}
        for column in self.columns:
            names.setdefault(column.need, []).append(column)
        language = self._language(header)
        slots = [names[slot] for slot in self.required() if slot not in filled]
        return tuple(
            next((column.theirs for column in slot if column.language == language), slot[0].theirs)
            for slot in slots
        )

    def _key(self, name: str) -> str:
        return name if self.profile == CANONICAL else fold(name)

    def _language(self, header: Sequence[str]) -> str:
        """Return the language in which most columns are named."""
        keys = {self._key(name) for name in header}
        named = [column.language for column in self.columns if self._key(column.theirs) in keys]
        return max(sorted(set(named)), key=named.count, default="")


def fold(name: str) -> str:
    """Return a heading without what its writers vary: case, dots, blanks."""
    return " ".join(name.replace(".", " ").replace("\u00a0", " ").casefold().split())


def choose_layout(
    layouts: Sequence[Layout], header: tuple[str, ...], *, name: str, nearest: Sequence[Layout] = ()
) -> Layout | Refusal:
    """Return the layout whose required columns are all there and that explains most of the header.

    `name`, of the file or sheet, decides only between layouts that explain as many; `nearest` are all
    the layouts of which a refusal may speak.
    """
    if refusal := bad_names(header):
        return refusal
    fits = [(layout.resolved(header), layout) for layout in layouts if not layout.missing(header)]
    if not fits:
        return Refusal("unknown_layout", nearest_layout(nearest or layouts, header).words)
    most = max(len(found.columns) for found, _ in fits)
    best = [found for found, _ in fits if len(found.columns) == most]
    named = [layout for layout in best if _is_named(layout.entity, name)]
    if len(best) == 1 or len(named) == 1:
        return (named or best)[0]
    entities = ", ".join(sorted(f"{layout.entity} ({layout.profile})" for layout in best))
    return Refusal("ambiguous_layout", f"the header fits {entities}: name the file after its entity")


def bad_names(header: tuple[str, ...]) -> Refusal | None:
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


@dataclass(frozen=True, slots=True, order=True)
class Nearness:
    """How much of a layout a header has: the count of all, the share of what is required, in words."""

    found: int
    share: float
    words: str


def nearest_layout(layouts: Iterable[Layout], header: Sequence[str]) -> Nearness:
    """Say which layout comes nearest, and what it lacks."""
    nearest = max(layouts, key=lambda layout: _rank(layout, header))
    found, share = _rank(nearest, header)
    if found == 0:
        words = "no column is one of ours; see docs/formats, or run `cartera map` on the file"
        return Nearness(0, 0.0, f"unknown layout: {words}")
    missing, required = nearest.missing(header), nearest.required()
    words = f"{len(required) - len(missing)} of {len(required)} columns of {nearest.label}"
    rest = f"missing: {', '.join(missing)}" if missing else "but not written as declared for it"
    return Nearness(found, share, f"unknown layout: {words}; {rest}")


def _rank(layout: Layout, header: Sequence[str]) -> tuple[int, float]:
    """Rank a layout by its columns that are there, then by the share of the required ones."""
    missing, required = layout.missing(header), layout.required()
    return len(layout.resolved(header).columns), (len(required) - len(missing)) / len(required)
