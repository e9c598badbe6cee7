"""The record of access holds on to every line that was written.

Holds lines written, then changed, taken out, moved and written at once by several processes.
Does not hold: which verbs write (``test_cli``).
Called by pytest.
"""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from dagster_project import access
from dagster_project.access import AccessBrokenError
from dagster_project.settings import Settings

AT = datetime.fromisoformat("2026-06-01T12:00:00")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path)
    for subject in ("a", "b", "c"):
        access.append(settings, at=AT, actor="ana", action="trace", subject=subject)
    return settings


def test_lines_are_read_back_in_order(settings: Settings) -> None:
    lines = access.read(settings)
    assert [(line.number, line.subject) for line in lines] == [(1, "a"), (2, "b"), (3, "c")]
    assert lines[0].previous == access.START


CHANGES: dict[str, Callable[[list[str]], list[str]]] = {
    "a word changed": lambda lines: [lines[0], lines[1].replace('"b"', '"z"'), lines[2]],
    "a line taken out": lambda lines: [lines[0], lines[2]],
    "the first taken out": lambda lines: lines[1:],
    "two lines swapped": lambda lines: [lines[1], lines[0], lines[2]],
    "a line of its own making": lambda lines: [*lines, json.dumps({"number": 4, "hash": "0" * 64})],
    "no line at all": lambda lines: [*lines, "x"],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_changed_afterwards_is_found(
    settings: Settings, change: Callable[[list[str]], list[str]]
) -> None:
    lines = settings.access_record.read_text(encoding="utf-8").splitlines()
    settings.access_record.write_text("\n".join(change(lines)) + "\n", encoding="utf-8")
    with pytest.raises(AccessBrokenError) as broken:
        access.read(settings)
    assert broken.value.exit_status == 3


def test_writers_at_the_same_time_keep_one_chain(settings: Settings) -> None:
    def write(number: int) -> None:
        access.append(settings, at=AT, actor="ana", action="query", subject=str(number))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    assert len(access.read(settings)) == 43
