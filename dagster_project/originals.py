"""The bytes that landed, and when.

Holds the safe taking of a file (copy, hash, encoding), its place among the originals, and ``meta.json``.
Does not hold: formats, records, or the order of the steps; landing holds that.
Called by landing.
"""

import codecs
import hashlib
import json
import os
import stat
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from dagster_project.readers.record import Refusal
from dagster_project.settings import Settings

CHUNK_BYTES = 4 * 1024 * 1024
COPY_BYTES = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bytes:
    """What one pass over a file saw."""

    file_hash: str
    byte_count: int
    line_count: int
    has_nul: bool
    has_quotes: bool
    has_blank_beside_quote: bool
    has_long_line: bool
    encoding_error: str
    identity: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """The same bytes, seen again; `is_pending` until its row is written and its file has left the inbox."""

    name: str
    source: str
    seen_at: str
    inbox_path: str = ""
    is_pending: bool = False


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of one original; `state` is ``landing`` until every record is in raw."""

    name: str
    source: str
    received_at: str
    extracted_at: str | None
    suffix: str
    state: str = "landing"
    inbox_path: str = ""
    sightings: tuple[Sighting, ...] = field(default=())


def take(path: Path, *, into: Path) -> Bytes | Refusal:
    """Copy a regular file, never through a link, and return what its bytes are."""
    try:
        source = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        return Refusal("unreadable", f"cannot be opened ({error.strerror}): send a regular file")
    with os.fdopen(source, "rb"):
        if not stat.S_ISREG(os.fstat(source).st_mode):
            return Refusal("not_a_file", "not a regular file: send a regular file")
        before = _identity(os.fstat(source))
        with into.open("w+b") as copy:
            _copy(source, copy.fileno())
            os.fsync(copy.fileno())
        if before != _identity(os.fstat(source)):
            return Refusal("still_written", "changed while it was read: it will be landed when it rests")
    return replace(inspect(into), identity=before)


def is_still(path: Path, seen: Bytes) -> bool:
    """Tell whether a file still holds the bytes that were taken from it."""
    if not path.is_file() or path.is_symlink():
        return False
    return _identity(path.lstat()) == seen.identity or inspect(path).file_hash == seen.file_hash


def _identity(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def inspect(path: Path) -> Bytes:
    """Read a file once: its hash, its lines, its encoding."""
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    byte_count = newlines = 0
    has_nul = has_quotes = has_blank = has_long_line = False
    encoding_error = ""
    last = b""
    buffer = bytearray(CHUNK_BYTES)
    view = memoryview(buffer)
    with path.open("rb", buffering=0) as stream:
        while size := stream.readinto(view):
            chunk = buffer if size == CHUNK_BYTES else bytes(view[:size])
            digest.update(chunk)
            line_ends = chunk.count(b"\n")
            newlines += line_ends
            has_long_line = has_long_line or (size == CHUNK_BYTES and not line_ends and b"\r" not in chunk)
            has_nul = has_nul or b"\0" in chunk
            if b'"' in chunk:
                has_quotes = True
                has_blank = has_blank or b' "' in chunk or b'" ' in chunk
            has_blank = has_blank or last + chunk[:1] in (b' "', b'" ')
            last = bytes(chunk[-1:])
            if not encoding_error and not (chunk.isascii() and not decoder.getstate()[0]):
                encoding_error = _decode(decoder, bytes(chunk), byte_count)
            byte_count += size
    if not encoding_error:
        encoding_error = _decode(decoder, b"", byte_count, final=True)
    line_count = newlines + (last not in (b"\n", b""))
    return Bytes(
        digest.hexdigest(),
        byte_count,
        line_count,
        has_nul,
        has_quotes,
        has_blank,
        has_long_line,
        encoding_error,
    )


def count_blank_lines(path: Path) -> int:
    """Count the lines that hold nothing at all."""
    with path.open("rb") as stream:
        return sum(line in (b"\n", b"\r\n") for line in stream)


def _decode(decoder: codecs.IncrementalDecoder, chunk: bytes, offset: int, *, final: bool = False) -> str:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        return f"byte 0x{error.object[error.start]:02X} near offset {offset + error.start} is not UTF-8"
    return ""


def _copy(source: int, target: int) -> None:
    """Copy inside the kernel, which is a tenth of the work of copying through Python."""
    while os.copy_file_range(source, target, COPY_BYTES):
        pass


def place(copy: Path, settings: Settings, *, file_hash: str, suffix: str) -> Path:
    """Move a finished copy to its name among the originals."""
    target = original_path(settings, file_hash=file_hash, suffix=suffix)
    move(copy, target)
    return target


def original_path(settings: Settings, *, file_hash: str, suffix: str) -> Path:
    return settings.originals / f"{file_hash}{suffix}"


def meta_path(settings: Settings, *, file_hash: str) -> Path:
    return settings.originals / f"{file_hash}.meta.json"


def read_meta(settings: Settings, *, file_hash: str) -> Meta | None:
    """Return what is known of an original, or None when these bytes never came."""
    path = meta_path(settings, file_hash=file_hash)
    if not path.exists():
        return None
    content = json.loads(path.read_text(encoding="utf-8"))
    sightings = tuple(Sighting(**sighting) for sighting in content.pop("sightings"))
    return replace(Meta(**content), sightings=sightings)


def write_meta(settings: Settings, meta: Meta, *, file_hash: str) -> None:
    """Write ``<sha256>.meta.json`` whole or not at all."""
    path = meta_path(settings, file_hash=file_hash)
    draft = path.with_name(f".{path.name}.tmp")
    draft.write_text(json.dumps(asdict(meta), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    move(draft, path)


def unfinished(settings: Settings) -> list[tuple[str, Meta]]:
    """Return the originals whose landing, or a sighting of which, was cut off."""
    found = []
    for path in sorted(settings.originals.glob("*.meta.json")):
        file_hash = path.name.removesuffix(".meta.json")
        meta = read_meta(settings, file_hash=file_hash)
        if meta and (meta.state != "landed" or any(sighting.is_pending for sighting in meta.sightings)):
            found.append((file_hash, meta))
    return found


def move(draft: Path, target: Path) -> None:
    """Rename a finished file to its final name so that a power cut leaves the old or the new, whole."""
    sync(draft)
    draft.replace(target)
    sync(target.parent)


def sync(path: Path) -> None:
    """Wait until a file or folder is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
