"""Which files to land, and from where they come.

Holds the walk over the inbox or the given paths, and the names that are not landed.
Does not hold: opening a file or reading its bytes.
Called by landing.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dagster_project.settings import Settings

UNFINISHED_SUFFIXES = (".tmp", ".part")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to land; with a reason, one that is skipped (still being written) or refused."""

    path: Path
    name: str
    source: str
    inbox_path: str
    reason: str = ""
    is_skipped: bool = False

    @property
    def suffix(self) -> str:
        found = self.path.suffix.lower()
        return found if _SUFFIX.fullmatch(found) else ""


def find(paths: Iterable[Path] | None, *, settings: Settings, source: str | None) -> Iterator[Found]:
    """Yield what lies under `paths`, or in the inbox, in the order of names."""
    for path in [settings.inbox] if paths is None else paths:
        yield from _under(Path.cwd() / path, settings, source, is_given=paths is not None)


def _under(path: Path, settings: Settings, source: str | None, *, is_given: bool) -> Iterator[Found]:
    """Yield a file, or a folder's files; never through a link."""
    if not os.path.lexists(path):
        yield _found(path, settings, source, reason="does not exist: check the path")
    elif path.is_symlink():
        yield _found(path, settings, source, reason="is a link: send the file itself")
    elif path.is_dir() and path.suffix.lower() in (".csv", ".xlsx", ".parquet", ".txt"):
        yield _found(path, settings, source, reason="is a folder with the name of a file: rename it")
    elif path.is_dir():
        for child in sorted(path.iterdir()):
            yield from _under(child, settings, source, is_given=False)
    elif not stat.S_ISREG(path.lstat().st_mode):
        yield _found(path, settings, source, reason="is not a regular file: send a regular file")
    elif path.name.startswith(".") or path.name.lower().endswith(UNFINISHED_SUFFIXES):
        if is_given:
            yield _found(path, settings, source, reason="is still being written", is_skipped=True)
    else:
        yield _found(path, settings, source)


def _found(
    path: Path, settings: Settings, source: str | None, *, reason: str = "", is_skipped: bool = False
) -> Found:
    inside = path.is_relative_to(settings.inbox)
    return Found(
        path,
        _printable(path.name),
        source or _printable(path.parent.name),
        str(path.relative_to(settings.inbox)) if inside else "",
        reason,
        is_skipped,
    )


def _printable(name: str) -> str:
    """Return a file's name as text, whatever bytes it is made of."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
