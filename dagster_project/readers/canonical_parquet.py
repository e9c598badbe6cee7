"""Parquet files to records, every value as exact text.

Holds the types that can be written as text and their conversion, batch by batch.
Does not hold: entities, column names, the spelling of cells (``exact_text``), or the process (``apart``).
Called by ``readers.open_tables``; in the process of ``apart``, for the parsing.
"""

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dagster_project.readers import apart
from dagster_project.readers.apart import Sheet
from dagster_project.readers.exact_text import record_of
from dagster_project.readers.record import Entry, Refusal, Table

ROWS_AT_A_TIME = 10_000
_PLAIN = (
    pa.types.is_null,
    pa.types.is_boolean,
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_decimal,
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_date,
    pa.types.is_timestamp,
)


def open_tables(path: Path) -> list[Table] | Refusal:
    """Return the one table of a Parquet file, read in a process of its own, or why it has none."""
    found = apart.read(path, module="canonical_parquet")
    if isinstance(found, Refusal):
        return found
    [sheet] = found
    header = tuple(str(name).strip() for name in next(sheet.rows()))
    return [Table(sheet.name, header, lambda: _entries(header, sheet))]


def sheets(path: Path) -> Iterator[tuple[str, Iterator[list[object]]]] | Refusal:
    """Return the names of the columns and the rows under them, or why there are none; only ``apart`` asks."""
    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = next(iter(str(error).splitlines()), "no reason given")
        return Refusal("unreadable", f"cannot be read as Parquet ({reason[:120]}): write it again")
    strange = [field for field in schema if not _is_plain(field.type)]
    if strange:
        reason = f"column {strange[0].name} is {strange[0].type}, which is no plain value: write it as text"
        return Refusal("unknown_type", reason)
    return iter([(path.stem, chain([list(schema.names)], _rows(path)))])


def _is_plain(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_plain(kind.value_type)
    return any(is_kind(kind) for is_kind in _PLAIN)


def _entries(header: tuple[str, ...], sheet: Sheet) -> Iterator[Entry]:
    for number, cells in enumerate(islice(sheet.rows(), 1, None), start=1):
        yield record_of(number, header, cells)


def _rows(path: Path) -> Iterator[list[object]]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=ROWS_AT_A_TIME):
            for cells in zip(*(_cells(column) for column in batch.columns), strict=True):
                yield list(cells)


def _cells(column: pa.Array) -> list[object]:
    """Return a column's values; nanoseconds, which Python's times lack, as text where they count."""
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        try:
            column = column.cast(pa.timestamp("us", tz=column.type.tz))
        except pa.ArrowInvalid:
            column = column.cast(pa.string())
    return list(column.to_pylist())
