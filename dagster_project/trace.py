"""From a figure back to what it is made of: documents, events, files, records.

Holds the trace of the build that serves, and the reading of original lines.
Does not hold: the finding of parts (``trace_sums``), nor how a trace is shown (``traced``).
Called by the command line.
"""

from collections.abc import Iterable, Mapping

from dagster_project import originals, readers, trace_sums, traced, warehouse
from dagster_project.errors import CarteraError
from dagster_project.identify import Asked, identify
from dagster_project.published import open_current
from dagster_project.readers.catalog import load_catalog
from dagster_project.readers.record import Ignored, Refusal
from dagster_project.settings import Settings
from dagster_project.traced import TraceResult
from dagster_project.warehouse import Connection


class KeyValueError(CarteraError):
    """A word that should choose rows does not."""

    def __init__(self, word: str) -> None:
        super().__init__(f"{word}: write key=value, such as company_id=CL01")


def trace(
    settings: Settings, mart_column: str, filters: Mapping[str, str], *, limit: int | None = None
) -> TraceResult:
    """Return what the figure is made of, in the build that serves; at most `limit` parts of each sum."""
    with open_current(settings) as connection:
        return trace_sums.trace_in(connection, mart_column, filters, limit=limit)


def parse_keys(words: Iterable[str]) -> dict[str, str]:
    """Return ``key=value`` words as a mapping; the value may be empty, for unknown."""
    pairs = [word.partition("=") for word in words]
    for key, sign, value in pairs:
        if not (key and sign):
            raise KeyValueError(f"{key}{sign}{value}")
    return {key: value for key, _, value in pairs}


def text(settings: Settings, result: TraceResult) -> str:
    """Return a trace as a person reads it: each part with the line of the original that it came from."""
    parts = [part for entry in traced.sums(result) for part in entry.parts]
    return traced.as_text(
        result, originals=original_lines(settings, {(part.file_hash, part.record_number) for part in parts})
    )


def original_line(settings: Settings, file_hash: str, record_number: int) -> str | None:
    """Return a landed record as its file has it; of a file that is no text, the record as JSON."""
    return original_lines(settings, {(file_hash, record_number)}).get((file_hash, record_number))


def original_lines(settings: Settings, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return many original lines, reading each file once; a record that is nowhere is left out."""
    numbers: dict[str, set[int]] = {}
    for file_hash, record_number in wanted:
        numbers.setdefault(file_hash, set()).add(record_number)
    found: dict[tuple[str, int], str] = {}
    for file_hash, of_file in numbers.items():
        found |= _lines_of_file(settings, file_hash, of_file)
    missing = [(file_hash, number) for file_hash in numbers for number in numbers[file_hash]]
    with open_current(settings) as connection:
        return found | {
            place: record
            for place in missing
            if place not in found
            if (record := _record(connection, *place))
        }


def _record(connection: Connection, file_hash: str, record_number: int) -> str:
    rows = warehouse.run(
        connection, "trace/list_record", {"file_hash": file_hash, "record_number": record_number}
    ).fetchall()
    return "\n".join(str(content) for _, content in rows)


def _lines_of_file(settings: Settings, file_hash: str, numbers: set[int]) -> dict[tuple[str, int], str]:
    """Read one original by its own reader, up to the last record asked for."""
    meta = originals.read_meta(settings, file_hash=file_hash)
    if meta is None or meta.suffix not in readers.TEXT_SUFFIXES:
        return {}
    path = originals.original_path(settings, file_hash=file_hash, suffix=meta.suffix)
    asked = Asked(path, meta.suffix, meta.name, meta.source)
    tables = identify(asked, catalog=load_catalog(settings.seeds))
    if isinstance(tables, Refusal):
        return {}
    found: dict[tuple[str, int], str] = {}
    for entry in tables[0][0].entries():
        if not isinstance(entry, Ignored) and entry.number in numbers:
            found[file_hash, entry.number] = entry.original_text
            if len(found) == len(numbers):
                break
    return found
