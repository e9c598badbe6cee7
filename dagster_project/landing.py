"""Files from the inbox to originals and raw, each wholly or not at all.

Holds the steps of a landing, their order, and the finishing of one that was cut off.
Does not hold: formats, layouts, checks or SQL; a clock (`received_at` is given).
Called by the command line and the Dagster landing asset; ``ensure_raw`` also by every build.
"""

import fcntl
import logging
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dagster_project import compaction, faults, inbox, originals, raw, warehouse
from dagster_project.cutting import Desk
from dagster_project.drafts import DraftedFile, draft_file
from dagster_project.identify import Asked
from dagster_project.originals import Bytes, Meta, Sighting
from dagster_project.readers.catalog import Catalog, load_catalog
from dagster_project.readers.record import Refusal
from dagster_project.settings import Settings

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LandedFile:
    """What became of one file; `outcome` is landed, sighted, refused or ignored."""

    file_name: str
    file_hash: str
    source: str
    reader: str
    record_count: int
    reject_count: int
    ignored_count: int
    byte_count: int
    outcome: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Landing:
    """What every step needs."""

    connection: warehouse.Connection
    settings: Settings
    catalog: Catalog
    received_at: str
    extracted_at: str | None

    @property
    def work(self) -> Path:
        return self.settings.work / "landing"


def land(
    paths: Iterable[Path] | None = None,
    *,
    settings: Settings,
    received_at: datetime,
    source: str | None = None,
    extracted_at: datetime | None = None,
) -> list[LandedFile]:
    """Land files and folders, or all of the inbox; finish first what an earlier run left half done."""
    with _landing(settings, received_at, extracted_at) as landing:
        finished = {result.file_hash: result for result in _finish_interrupted(landing)}
        results = list(finished.values())
        for found in inbox.find(paths, settings=settings, source=source):
            result = _land_found(landing, found, finished)
            if result is not None:
                results.append(result)
                logger.info("%s %s %s", result.outcome, result.file_name, result.reason)
        compaction.compact(
            landing.connection, settings, landing.catalog, received_at=received_at.astimezone(UTC)
        )
    return results


def ensure_raw(settings: Settings) -> None:
    """Make raw readable: every folder there, every landing that was cut off finished."""
    with _landing(settings, datetime.min.replace(tzinfo=UTC), None) as landing:
        list(_finish_interrupted(landing))


@contextmanager
def _landing(settings: Settings, received_at: datetime, extracted_at: datetime | None) -> Iterator[_Landing]:
    """Be the only lander of this home, with an empty work folder and all folders of raw."""
    for folder in (settings.inbox, settings.originals, settings.raw, settings.work):
        folder.mkdir(parents=True, exist_ok=True)
    with (settings.work / "landing.lock").open("w") as lock, warehouse.connect() as connection:
        fcntl.flock(lock, fcntl.LOCK_EX)
        extracted = _utc_text(extracted_at) if extracted_at else None
        catalog = load_catalog(settings.seeds)
        landing = _Landing(connection, settings, catalog, _utc_text(received_at), extracted)
        warehouse.run(connection, "landing/limit_memory")
        _empty_work(landing)
        compaction.finish_interrupted(settings)
        raw.ensure_folders(connection, settings, catalog)
        yield landing


def _utc_text(moment: datetime) -> str:
    """Write a moment as UTC without zone; one without zone is UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")


def _empty_work(landing: _Landing) -> None:
    shutil.rmtree(landing.work, ignore_errors=True)
    landing.work.mkdir(parents=True)


def _land_found(landing: _Landing, found: inbox.Found, finished: dict[str, LandedFile]) -> LandedFile | None:
    """Land one file; None when the finishing of an earlier run has landed this very file."""
    _empty_work(landing)
    if found.is_skipped:
        return _unlanded(found, "ignored", found.reason)
    if found.reason:
        return _unlanded(found, "refused", found.reason)
    copy = landing.work / "copy"
    seen = originals.take(found.path, into=copy)
    if isinstance(seen, Refusal):
        return _unlanded(found, "refused", seen.reason)
    faults.point("land.copied")
    earlier = finished.pop(seen.file_hash, None)
    if earlier and (earlier.file_name, earlier.source) == (found.name, found.source):
        _leave_inbox(landing, found.inbox_path, seen)
        return None
    if (meta := originals.read_meta(landing.settings, file_hash=seen.file_hash)) is not None:
        return _sight(landing, found, seen, meta)
    drafted = _draft(landing, copy, seen, asked=(found.name, found.suffix, found.source))
    if isinstance(drafted, Refusal):
        return _unlanded(found, "refused", drafted.reason, seen)
    originals.place(copy, landing.settings, file_hash=seen.file_hash, suffix=found.suffix)
    faults.point("land.kept")
    meta = Meta(
        name=found.name,
        source=found.source,
        received_at=landing.received_at,
        extracted_at=landing.extracted_at,
        suffix=found.suffix,
        inbox_path=found.inbox_path,
    )
    originals.write_meta(landing.settings, meta, file_hash=seen.file_hash)
    faults.point("land.begun")
    return _commit(landing, meta, seen, drafted)


def _draft(
    landing: _Landing, path: Path, seen: Bytes, *, asked: tuple[str, str, str]
) -> DraftedFile | Refusal:
    desk = Desk(landing.connection, landing.settings, landing.catalog, landing.work)
    name, suffix, source = asked
    return draft_file(Asked(path, suffix, name, source, seen.encoding_error), seen, desk=desk)


def _unlanded(found: inbox.Found, outcome: str, reason: str, seen: Bytes | None = None) -> LandedFile:
    file_hash, size = (seen.file_hash, seen.byte_count) if seen else ("", 0)
    return LandedFile(found.name, file_hash, found.source, "", 0, 0, 0, size, outcome, reason)


def _commit(landing: _Landing, meta: Meta, seen: Bytes, drafted: DraftedFile) -> LandedFile:
    """Move records and rejects into raw, then the file's row, then take the file out of the inbox."""
    settings, name = landing.settings, f"{seen.file_hash}.parquet"
    for draft in drafted.drafts:
        originals.move(draft.records, settings.raw / draft.entity / name)
        faults.point("land.records_moved")
    if drafted.rejects:
        originals.move(drafted.rejects, settings.raw / "rejects" / name)
    faults.point("land.rejects_moved")
    result = _result(meta, seen, drafted)
    values = {
        "file_hash": seen.file_hash,
        "file_name": meta.name,
        "source": meta.source,
        "reader": drafted.reader,
        "received_at": meta.received_at,
        "extracted_at": meta.extracted_at,
        "record_count": result.record_count,
        "reject_count": result.reject_count,
        "ignored_count": result.ignored_count,
        "byte_count": result.byte_count,
    }
    target = raw.file_row_path(settings, file_hash=seen.file_hash)
    raw.write_row(landing.connection, "landing/copy_file", values, target=target)
    faults.point("land.committed")
    _leave_inbox(landing, meta.inbox_path, seen)
    faults.point("land.left_inbox")
    originals.write_meta(settings, replace(meta, state="landed"), file_hash=seen.file_hash)
    faults.point("land.finished")
    return result


def _result(meta: Meta, seen: Bytes, drafted: DraftedFile) -> LandedFile:
    return LandedFile(
        meta.name,
        seen.file_hash,
        meta.source,
        drafted.reader,
        sum(draft.record_count for draft in drafted.drafts),
        sum(draft.reject_count for draft in drafted.drafts),
        sum(draft.ignored_count for draft in drafted.drafts),
        seen.byte_count,
        "landed",
    )


def _leave_inbox(landing: _Landing, inbox_path: str, seen: Bytes) -> None:
    """Remove a landed file from the inbox, unless other bytes have come under its name since."""
    path = landing.settings.inbox / inbox_path
    if inbox_path and originals.is_still(path, seen):
        path.unlink()
        originals.sync(path.parent)


def _sight(landing: _Landing, found: inbox.Found, seen: Bytes, meta: Meta) -> LandedFile:
    """Note that bytes which have landed came again: a row, and no records."""
    sighting = Sighting(found.name, found.source, landing.received_at, found.inbox_path, is_pending=True)
    meta = replace(meta, sightings=(*meta.sightings, sighting))
    originals.write_meta(landing.settings, meta, file_hash=seen.file_hash)
    faults.point("land.sighting_begun")
    _finish_sightings(landing, meta, seen)
    return LandedFile(found.name, seen.file_hash, found.source, "", 0, 0, 0, seen.byte_count, "sighted")


def _finish_sightings(landing: _Landing, meta: Meta, seen: Bytes) -> None:
    file_hash = seen.file_hash
    for number, sighting in enumerate(meta.sightings, start=1):
        if sighting.is_pending:
            values = {
                "file_hash": file_hash,
                "file_name": sighting.name,
                "source": sighting.source,
                "seen_at": sighting.seen_at,
            }
            target = landing.settings.raw / "sightings" / f"{file_hash}.{number}.parquet"
            raw.write_row(landing.connection, "landing/copy_sighting", values, target=target)
            faults.point("land.sighted")
            _leave_inbox(landing, sighting.inbox_path, seen)
            faults.point("land.sighting_left_inbox")
    done = tuple(replace(sighting, is_pending=False) for sighting in meta.sightings)
    originals.write_meta(landing.settings, replace(meta, sightings=done), file_hash=file_hash)


def _finish_interrupted(landing: _Landing) -> Iterator[LandedFile]:
    """Finish, from their originals, the landings and sightings that an earlier run began."""
    for file_hash, meta in originals.unfinished(landing.settings):
        path = originals.original_path(landing.settings, file_hash=file_hash, suffix=meta.suffix)
        seen = originals.inspect(path)
        if meta.state == "landed":
            _finish_sightings(landing, meta, seen)
            continue
        _empty_work(landing)
        drafted = _draft(landing, path, seen, asked=(meta.name, meta.suffix, meta.source))
        if isinstance(drafted, Refusal):
            logger.error("cannot finish landing %s: %s", meta.name, drafted.reason)
            continue
        yield _commit(landing, meta, seen, drafted)
