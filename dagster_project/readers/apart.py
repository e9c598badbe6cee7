"""Typed files (XLSX, Parquet) read in a process of their own, which can be killed.

Holds the process, its limits of time, memory and output, and the writing of typed cells from it to us.
Does not hold: any format; statements and invoices have a process like it (``guard``).
Called by the readers of typed formats; runs itself with ``python -m``.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import IO

from dagster_project.readers.record import Refusal

CPU_SECONDS, WALL_SECONDS = 300, 900
MEMORY_BYTES, OUTPUT_BYTES = 2 << 30, 1 << 32
# Arrow's own allocator reserves more address space than the limit leaves.
ENVIRONMENT = {"ARROW_DEFAULT_MEMORY_POOL": "system"}

Row = list[object]
KINDS: dict[str, Callable[[str], object]] = {
    "float": float,
    "decimal": Decimal,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The name of a table and its rows, which can be read again and again."""

    name: str
    first_line: int
    row_count: int
    output: IO[bytes]

    def rows(self) -> Iterator[Row]:
        """Yield the rows of typed cells as the file gave them."""
        with Path(self.output.name).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number >= self.first_line + self.row_count:
                    return
                if number >= self.first_line:
                    yield [_cell(written) for written in json.loads(line)]


def read(path: Path, *, module: str) -> list[Sheet] | Refusal:
    """Return what a reader's ``sheets`` finds in a file, or why it came to no end."""
    output = tempfile.NamedTemporaryFile(prefix="cartera-")  # noqa: SIM115 - lives as long as its sheets
    command = [sys.executable, "-I", "-m", __name__, module, str(path)]
    try:
        done = subprocess.run(
            command,
            stdout=output,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Refusal("reader_killed", f"reading took more than {WALL_SECONDS} s: split the file")
    verdict = done.stderr.splitlines()[-1:] or [b""]
    if done.returncode or not verdict[0].startswith(b"["):
        return Refusal("reader_killed", "the reader failed within its limits: split or check the file")
    found = json.loads(verdict[0])
    if found and isinstance(found[0], str):
        return Refusal(*found)
    return [Sheet(name, first_line, row_count, output) for name, first_line, row_count in found]


def _cell(written: object) -> object:
    """Return a cell from its JSON: what JSON lacks is an object of kind and text."""
    if not isinstance(written, dict):
        return written
    [(kind, text)] = written.items()
    return KINDS[kind](text)


def _written(cell: object) -> object:
    match cell:
        case None | bool() | int() | str():
            return cell
        case float():
            return {"float": repr(cell)}
        case Decimal():
            return {"decimal": str(cell)}
        case datetime():
            return {"datetime": cell.isoformat()}
        case date():
            return {"date": cell.isoformat()}
        case _:
            return str(cell)


def _run(module: str, path: Path) -> None:
    """Write the rows of every sheet, a line each; the verdict goes last, beside them."""
    found: list[Sequence[object]] = []
    line_count = 0
    sheets = import_module(f"{__package__}.{module}").sheets(path)
    if isinstance(sheets, Refusal):
        sys.stderr.write(json.dumps([sheets.reason_code, sheets.reason]) + "\n")
        return
    for name, rows in sheets:
        first_line = line_count
        for cells in rows:
            sys.stdout.write(json.dumps([_written(cell) for cell in cells]) + "\n")
            line_count += 1
        found.append([name, first_line, line_count - first_line])
    sys.stdout.flush()
    sys.stderr.write(json.dumps(found) + "\n")


def _limit() -> None:
    for limit, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    _limit()
    _run(sys.argv[1], Path(sys.argv[2]))
