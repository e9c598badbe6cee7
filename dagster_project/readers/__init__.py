"""The registry of readers: which one opens which file.

Holds one row per format, by suffix and by first bytes.
Does not hold: any parsing.
Called by landing.
"""

from pathlib import Path

from dagster_project.readers import canonical_csv
from dagster_project.readers.record import Refusal, Table

TEXT_SUFFIXES = canonical_csv.SUFFIXES


def open_tables(path: Path, *, suffix: str) -> list[Table] | Refusal:
    """Return the tables of a file by the reader of its `suffix`, or why there are none."""
    if suffix in canonical_csv.SUFFIXES:
        return canonical_csv.open_tables(path)
    return Refusal(
        "unknown_format", f"no reader for {suffix or 'a name without suffix'}: send CSV, XLSX or Parquet"
    )
