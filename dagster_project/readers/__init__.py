"""The registry of readers: which one opens which file.

Holds one row per format, by suffix; bank statements are known by their content, whatever the suffix.
Does not hold: any parsing.
Called by landing.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from dagster_project.readers import guard
from dagster_project.readers.record import Refusal, Table

READERS = {
    ".csv": "canonical_csv",
    ".txt": "canonical_csv",
    ".xlsx": "canonical_xlsx",
    ".parquet": "canonical_parquet",
}
TEXT_SUFFIXES = (".csv", ".txt")

Open = Callable[[Path], list[Table] | Refusal]


def statement_format(path: Path, *, suffix: str) -> str:
    """Return the bank format that the content of a file is of, or nothing; archives hold none."""
    return "" if READERS.get(suffix, "canonical_csv") != "canonical_csv" else guard.identify(path)


def open_tables(path: Path, *, suffix: str) -> list[Table] | Refusal:
    """Return the tables of a file by the reader of its `suffix`, or why there are none."""
    if name := statement_format(path, suffix=suffix):
        return guard.open_tables(path, name=name)
    if suffix not in READERS:
        known = ", ".join([*sorted(READERS), "or a bank statement"])
        return Refusal("unknown_format", f"no reader for {suffix or 'a name without suffix'}: send {known}")
    module = import_module(f"{__name__}.{READERS[suffix]}")
    return cast(Open, module.open_tables)(path)
