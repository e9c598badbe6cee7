"""Reading a file that others wrote in a process that can be killed, limited in time, memory and output.

Holds the choice of the reader by content, the process, its limits, and the tables made of what it says.
Does not hold: any format, or the ties of a statement (``statements``) or document (``tax_documents``).
Called by ``readers.open_tables``; runs itself with ``python -m``.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, cast

from dagster_project.readers import rcv, tax_documents
from dagster_project.readers.record import Entry, Ignored, Record, Refusal, Table
from dagster_project.readers.statements import (
    BALANCE_COLUMNS,
    ENTRY_COLUMNS,
    MORE_COLUMNS,
    STATED_COLUMNS,
    Event,
    Read,
    Row,
    UnsoundError,
    rows_of,
)

BANK_FORMATS = ("camt", "mt940", "norma43", "bai2", "ofx")
TAX_FORMATS = ("cfdi", "dte", "facturae", "ubl", "cii", "sat_metadata", "rcv")
FORMATS = (*BANK_FORMATS, *TAX_FORMATS)
"""In the order in which they are asked whether a file is theirs."""
HEAD_BYTES = 4096
CPU_SECONDS, WALL_SECONDS = 60, 180
MEMORY_BYTES, OUTPUT_BYTES = 1 << 30, 1 << 32
HEADERS = {
    "bank_entries": ENTRY_COLUMNS + MORE_COLUMNS,
    "bank_balances": BALANCE_COLUMNS + STATED_COLUMNS,
}
BANK_TABLES = {
    "entry": ("bank_entries", HEADERS["bank_entries"]),
    "balance": ("bank_balances", HEADERS["bank_balances"]),
}


def identify(path: Path) -> str:
    """Return the bank format that a file's first bytes are of, or nothing."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES).replace(b"\0", b"")
    return next((name for name in FORMATS if import_module(f"{__package__}.{name}").is_mine(head)), "")


def open_tables(path: Path, *, name: str) -> list[Table] | Refusal:
    """Return the entries and balances of a statement that ties, or why it cannot be believed."""
    output = tempfile.NamedTemporaryFile(prefix="cartera-")  # noqa: SIM115 - lives as long as its tables
    command = [sys.executable, "-I", "-m", __name__, name, str(path)]
    try:
        done = subprocess.run(
            command, stdout=output, stderr=subprocess.DEVNULL, env={}, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return Refusal("reader_killed", f"the {name} reader took more than {WALL_SECONDS} s: split the file")
    verdict = _last_line(output.name)
    if done.returncode or not isinstance(verdict, dict):
        return Refusal(
            "reader_killed", f"the {name} reader failed within its limits: split or check the file"
        )
    if "reason" in verdict:
        return Refusal(verdict["reason_code"], verdict["reason"])
    return [
        Table(entity, header, lambda kind=kind: _entries(output, kind), is_whole=True)  # type: ignore[misc]
        for kind, (entity, header) in tables_of(name).items()
    ]


def tables_of(name: str) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Return the entity and the columns of each kind of row that a format gives."""
    if name == "rcv":
        return {"register": ("tax_documents", rcv.HEADER)}
    return BANK_TABLES if name in BANK_FORMATS else tax_documents.HEADERS


def parsed(stream: BinaryIO, *, name: str) -> Iterator[Row] | Refusal:
    """Return all rows of a sound file, or why it is none; in this process, so for small files only."""
    try:
        return iter(list(read_rows(stream, name=name)))
    except UnsoundError as error:
        return Refusal(error.reason_code, str(error))


def read_rows(stream: BinaryIO, *, name: str) -> Iterator[Row]:
    """Yield the rows of a file by the reader of its format, and the ties of its kind."""
    read = import_module(f"{__package__}.{name}").read
    if name == "rcv":
        return rcv.read(stream)
    if name in BANK_FORMATS:
        return rows_of(cast(Iterator[Event], read(stream)), name=name)
    return tax_documents.rows_of(cast(Iterator[tax_documents.Event], read(stream)), name=name)


def reader_of(name: str) -> Read:
    """Return a bank format's reader, without the ties."""
    return cast(Read, import_module(f"{__package__}.{name}").read)


def _last_line(name: str) -> object:
    """Return the verdict, which the reader writes last; without it, it did not come to its end."""
    with Path(name).open("rb") as lines:
        last = b""
        for line in lines:
            last = line
    return json.loads(last) if last.endswith(b"\n") else None


def _entries(output: "tempfile._TemporaryFileWrapper[bytes]", kind: str) -> Iterator[Entry]:
    with Path(output.name).open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if isinstance(row, dict):
                return
            if row[0] == kind:
                yield Record(row[1], tuple(row[2]), row[3])
            elif row[0] == "ignored" and kind in ("entry", "document", "register"):
                yield Ignored(row[3])


def _run(name: str, path: Path) -> None:
    """Read one file and write its rows, then the verdict."""
    write = sys.stdout.write
    try:
        with path.open("rb") as stream:
            for row in read_rows(stream, name=name):
                write(json.dumps([row.kind, row.number, row.values, row.text]) + "\n")
    except UnsoundError as error:
        write(json.dumps({"reason_code": error.reason_code, "reason": str(error)}) + "\n")
        return
    write("{}\n")


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
