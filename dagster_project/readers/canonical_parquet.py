"""Parquet files to records, every value as exact text.

Holds the types that can be written as text and their conversion, batch by batch.
Does not hold: entities, column names, or the spelling of typed cells (``exact_text``).
Called by ``readers.open_tables``.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

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
    """Return the one table of a Parquet file, or why it has none."""
    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = next(iter(str(error).splitlines()), "no reason given")
        return Refusal("unreadable", f"cannot be read as Parquet ({reason[:120]}): write it again")
    strange = [field for field in schema if not _is_plain(field.type)]
    if strange:
        reason = f"column {strange[0].name} is {strange[0].type}, which is no plain value: write it as text"
        return Refusal("unknown_type", reason)
    header = tuple(str(name).strip() for name in schema.names)
    return [Table(path.stem, header, lambda: _entries(path, header))]


def _is_plain(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_plain(kind.value_type)
    return any(is_kind(kind) for is_kind in _PLAIN)


def _entries(path: Path, header: tuple[str, ...]) -> Iterator[Entry]:
    number = 0
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=ROWS_AT_A_TIME):
            for cells in zip(*(_cells(column) for column in batch.columns), strict=True):
                number += 1
                yield record_of(number, header, cells)


def _cells(column: pa.Array) -> list[object]:
    """Return a column's values; nanoseconds, which Python's times lack, as text where they count."""
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        try:
            column = column.cast(pa.timestamp("us", tz=column.type.tz))
        except pa.ArrowInvalid:
            column = column.cast(pa.string())
    return list(column.to_pylist())
