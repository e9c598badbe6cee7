"""What a build is a function of.

Holds the report's day, the known-at time, and the fingerprints of what landed, of the seeds and of the code.
Does not hold: the clock (the time of the build arrives as an argument), nor the build itself.
Called by the Dagster definitions, by build and by the command line.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dagster_project import warehouse
from dagster_project.errors import CarteraError
from dagster_project.settings import PROJECT_ROOT, Settings

EVERYTHING_KNOWN = datetime(9999, 12, 31)  # noqa: DTZ001 -- our timestamps are UTC without zone
CODE_FOLDERS = ("dagster_project", "dbt", "sql")
CODE_SUFFIXES = frozenset({".py", ".sql", ".yml"})
SEED_SUFFIXES = frozenset({".csv", ".yml"})


class NothingLandedError(CarteraError):
    """There is no record to build from."""

    def __init__(self, home: Path) -> None:
        super().__init__(f"nothing has landed in {home}; run `cartera land` first")


class UnknownDayError(CarteraError):
    """No landed record says what the latest day is."""

    def __init__(self, home: Path) -> None:
        super().__init__(f"no posting, booking or effective date has landed in {home}; give --as-of")


class BadTimestampError(CarteraError):
    """A day or time that is not ISO 8601."""

    def __init__(self, text: str, *, example: str) -> None:
        super().__init__(f"{text!r} is not an ISO 8601 time; write it like {example}")


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that decides the figures of one build, and its name."""

    build_id: str
    as_of: date
    known_at: datetime
    started_at: datetime
    code_version: str
    seeds_hash: str

    def dbt_variables(self) -> dict[str, str]:
        return {"as_of_date": self.as_of.isoformat(), "known_at": self.known_at.isoformat(sep=" ")}


def resolve(
    settings: Settings, *, as_of: date | None, known_at: datetime | None, started_at: datetime
) -> Inputs:
    """Fill in what was not asked for: the latest day that landed, and everything known."""
    with warehouse.connect() as connection:
        landed = _landed_hashes(connection, settings)
        if not landed:
            raise NothingLandedError(settings.home)
        day = as_of or _latest_day(connection, settings)
    known = known_at or EVERYTHING_KNOWN
    started = _utc(started_at).replace(microsecond=0)
    code = fingerprint(PROJECT_ROOT, CODE_FOLDERS, CODE_SUFFIXES)
    seeds = fingerprint(PROJECT_ROOT, [settings.seeds.name], SEED_SUFFIXES)
    of_inputs = _digest([*landed, day.isoformat(), known.isoformat(), code, seeds])
    while _build_path(settings, started, of_inputs).exists():
        started += timedelta(seconds=1)
    return Inputs(
        build_id=_build_path(settings, started, of_inputs).stem,
        as_of=day,
        known_at=known,
        started_at=started,
        code_version=code[:12],
        seeds_hash=seeds[:12],
    )


def parse_day(text: str) -> date:
    """Read an ISO day."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadTimestampError(text, example="2026-10-31") from error


def parse_time(text: str) -> datetime:
    """Read an ISO 8601 time as UTC without zone; without a zone it is UTC already."""
    try:
        return _utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise BadTimestampError(text, example="2026-10-31T18:00:00Z") from error


def fingerprint(root: Path, folders: Iterable[str], suffixes: frozenset[str]) -> str:
    """Return the hash of all files of `folders` with one of `suffixes`, by name and content."""
    files = sorted(
        path
        for folder in folders
        for path in (root / folder).rglob("*")
        if path.suffix in suffixes and "target" not in path.parts
    )
    return _digest(f"{path.relative_to(root)}\0{path.read_text(encoding='utf-8')}" for path in files)


def _build_path(settings: Settings, started_at: datetime, of_inputs: str) -> Path:
    return settings.builds / f"{started_at:%Y%m%dT%H%M%SZ}-{of_inputs[:8]}.duckdb"


def _landed_hashes(connection: warehouse.Connection, settings: Settings) -> list[str]:
    rows = warehouse.run(connection, "build/list_landed", raw=settings.raw).fetchall()
    return [str(row[0]) for row in rows]


def _latest_day(connection: warehouse.Connection, settings: Settings) -> date:
    row = warehouse.run(connection, "build/find_latest_day", raw=settings.raw).fetchone()
    if row is None or not isinstance(row[0], date):
        raise UnknownDayError(settings.home)
    return row[0]


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode())
        digest.update(b"\0")
    return digest.hexdigest()
