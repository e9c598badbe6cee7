"""Many small raw files made one, without a moment at which a kill loses or doubles a row.

Holds the choice of the files, the journal, and the finishing of a compaction that was cut off.
Does not hold: what is in the rows; they are copied as they are, hashes included.
Called by landing, before and after it lands.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dagster_project import faults, originals, raw, warehouse
from dagster_project.readers.catalog import Catalog
from dagster_project.settings import Settings

REST_DAYS = 7
"""Files rest this long before they are compacted: a week's landings stay one file each, easy to look at."""
MINIMUM_FILES = 10
"""Fewer are not worth a rewrite; thousands read at ten times the CPU of one (PERFORMANCE, trap 13)."""
MAXIMUM_BYTES = 256 * 1024 * 1024
"""A file of this size is not rewritten again."""
JOURNAL_NAME = ".compaction.json"
PREFIX = "compacted-"


@dataclass(frozen=True, slots=True)
class _Journal:
    """One file that takes the place of others; it is there whole before the first of them goes."""

    target: str
    members: tuple[str, ...]


def compact(
    connection: warehouse.Connection, settings: Settings, catalog: Catalog, *, received_at: datetime
) -> None:
    """Make one file of each folder's files that were received more than a week before."""
    before = received_at - timedelta(days=REST_DAYS)
    pattern = raw.sql_path(settings.raw / "files" / "*.parquet")
    rows = warehouse.run(connection, "landing/read_old_files", {"before": before}, path=pattern).fetchall()
    old = {str(row[0]) for row in rows}
    for name, columns in raw.folders(catalog).items():
        members = _members(settings.raw / name, old)
        if sum(not member.name.startswith(PREFIX) for member in members) >= MINIMUM_FILES:
            _compact_folder(connection, settings.raw / name, members, columns)


def finish_interrupted(settings: Settings) -> None:
    """Finish or forget the compactions that were cut off."""
    for path in sorted(settings.raw.glob(f"*/{JOURNAL_NAME}")):
        content = json.loads(path.read_text(encoding="utf-8"))
        _finish(path.parent, _Journal(content["target"], tuple(content["members"])))


def _members(folder: Path, old: set[str]) -> list[Path]:
    """Return the files to make one: resting ones, and earlier compacted ones that are still small."""
    return sorted(
        path
        for path in folder.glob("[!_.]*.parquet")
        if path.name.split(".")[0] in old
        or (path.name.startswith(PREFIX) and path.stat().st_size < MAXIMUM_BYTES)
    )


def _compact_folder(
    connection: warehouse.Connection, folder: Path, members: list[Path], columns: raw.Columns
) -> None:
    names = tuple(path.name for path in members)
    target = f"{PREFIX}{hashlib.sha256(' '.join(names).encode()).hexdigest()[:16]}.parquet"
    journal = _Journal(target, names)
    draft = folder / f".{JOURNAL_NAME}.tmp"
    draft.write_text(json.dumps(asdict(journal)) + "\n", encoding="utf-8")
    originals.move(draft, folder / JOURNAL_NAME)
    faults.point("compact.journaled")
    copied = folder / f".{target}.tmp"
    paths = [raw.sql_path(path) for path in members]
    warehouse.run(
        connection, "landing/copy_compacted", paths=paths, columns=columns, target=raw.sql_path(copied)
    )
    faults.point("compact.copied")
    originals.move(copied, folder / target)
    faults.point("compact.placed")
    _finish(folder, journal)


def _finish(folder: Path, journal: _Journal) -> None:
    """Remove what the compacted file holds; where it was not finished, forget it."""
    if (folder / journal.target).exists():
        for member in journal.members:
            (folder / member).unlink(missing_ok=True)
            faults.point("compact.member_removed")
    (folder / f".{journal.target}.tmp").unlink(missing_ok=True)
    originals.sync(folder)
    (folder / JOURNAL_NAME).unlink()
    faults.point("compact.finished")
