"""The record of access: who opened, traced or exported what, in lines that hold on to each other.

Holds the writing of one line, each with the hash of the line before it, and the check of the whole chain.
Does not hold: who may do what, nor the app's own writing (``streamlit_app.access``: the same lines).
Called by the command line and by the binder.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dagster_project.errors import CarteraError
from dagster_project.settings import Settings

START = "0" * 64
NAMES = ("number", "at", "actor", "action", "subject", "build_id", "previous", "hash")


class AccessBrokenError(CarteraError):
    """The record of access was changed after it was written."""

    exit_status = 3

    def __init__(self, fault: str) -> None:
        super().__init__(f"the record of access does not hold: {fault}")


@dataclass(frozen=True, slots=True)
class Access:
    """One line: `subject` names what was opened by its keys; amounts and people's names stay out of it."""

    number: int
    at: str
    actor: str
    action: str
    subject: str
    build_id: str
    previous: str
    hash: str


def append(
    settings: Settings, *, at: datetime, actor: str, action: str, subject: str, build_id: str = ""
) -> Access:
    """Write one line behind the last one; what writes at the same time waits."""
    settings.access.mkdir(parents=True, exist_ok=True)
    with _alone(settings):
        last = _last_line(settings.access_record)
        content = {
            "number": int(str(last["number"])) + 1 if last else 1,
            "at": f"{at.isoformat(timespec='seconds')}Z",
            "actor": actor,
            "action": action,
            "subject": subject,
            "build_id": build_id,
            "previous": str(last["hash"]) if last else START,
        }
        line = {**content, "hash": line_hash(content)}
        with settings.access_record.open("a", encoding="utf-8") as record:
            record.write(json.dumps(line, ensure_ascii=False) + "\n")
            record.flush()
            os.fsync(record.fileno())
    return Access(**line)  # type: ignore[arg-type]


def line_hash(content: Mapping[str, object]) -> str:
    """Return the hash that a line carries: of its other fields, in the order of their names."""
    words = json.dumps({name: content[name] for name in sorted(content)}, ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()


def read(settings: Settings) -> list[Access]:
    """Return all lines, once the chain is found whole."""
    if not settings.access_record.exists():
        return []
    found: list[Access] = []
    for number, text in enumerate(settings.access_record.read_bytes().splitlines(), start=1):
        line = _checked(text, number, found[-1].hash if found else START)
        found.append(line)
    return found


def _checked(text: bytes, number: int, previous: str) -> Access:
    try:
        content = json.loads(text)
        stated = content.pop("hash")
        line = Access(**content, hash=stated)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise AccessBrokenError(f"line {number} cannot be read") from error
    if line_hash(content) != stated:
        raise AccessBrokenError(f"line {number} was changed")
    if (line.number, line.previous) != (number, previous):
        raise AccessBrokenError(f"before line {number} something was taken out or moved")
    return line


def _last_line(record: Path) -> Mapping[str, object] | None:
    if not record.exists() or not record.stat().st_size:
        return None
    with record.open("rb") as lines:
        lines.seek(max(0, record.stat().st_size - 65_536))
        last: Mapping[str, object] = json.loads(lines.read().splitlines()[-1])
    return last


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    with (settings.access / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
