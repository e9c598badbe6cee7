"""A build becomes visible whole, or not at all.

Holds publishing under readers, under kill -9 at every named step, and after a failed check.
Does not hold: what is published (the marts' own tests).
Called by pytest.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from dagster_project import build, builds, inputs, publish, published, warehouse
from dagster_project.settings import FAULT_VARIABLE, Settings
from tests.publish_home import publish_home
from tests.small_company import RECEIVABLES
from tests.tree import ROOT

POINTS = re.findall(r'faults\.point\("(publish\.\w+)"\)', (ROOT / "dagster_project/publish.py").read_text())
READERS = 3
PUBLISHINGS = 8


def test_a_published_file_holds_tables_only_in_two_schemas(small_home: Settings) -> None:
    with published.open_current(small_home) as connection:
        kinds = warehouse.read(
            connection, "select distinct table_schema, table_type from information_schema.tables order by all"
        ).fetchall()
    assert kinds == [("marts", "BASE TABLE"), ("trace", "BASE TABLE")]


def test_the_pointer_names_the_build_its_day_and_its_time(small_home: Settings) -> None:
    pointer = json.loads(small_home.pointer.read_text())
    assert set(pointer) == {"build_id", "path", "as_of_date", "published_at"}
    assert pointer["path"] == f"builds/{pointer['build_id']}.duckdb"
    assert (pointer["as_of_date"], pointer["published_at"]) == ("2026-05-25", "2026-06-01T09:00:00Z")


def test_a_build_says_what_it_is_a_function_of(small_home: Settings) -> None:
    [account] = builds.list_builds(small_home)
    assert account.is_current
    assert account.build_id.startswith("20260601T090000Z-")
    assert account.known_at == inputs.EVERYTHING_KNOWN


def test_every_check_of_the_build_is_published(small_home: Settings) -> None:
    with published.open_current(small_home) as connection:
        counts = warehouse.read(connection, "select status, count(*) from trace.checks group by all")
        found = counts.fetchall()
    # Those of dbt, and the one that publishing makes of the traces.
    assert found == [("pass", len(build.checks(small_home)) + 1)]


def test_the_headline_is_what_a_person_added_up(small_home: Settings) -> None:
    assert published.read_headline(small_home).receivables == RECEIVABLES


def test_the_same_inputs_in_the_same_second_get_another_file(small_copy: Settings) -> None:
    first = published.current(small_copy)
    second = publish_home(small_copy)
    assert second.build_id == first.build_id.replace("T090000Z", "T090001Z")
    assert _difference(small_copy, first.build_id, second.build_id) == set()


def test_readers_never_see_half_a_build(small_copy: Settings, tmp_path: Path) -> None:
    stop = tmp_path / "stop"
    with ProcessPoolExecutor(READERS, mp_context=get_context("spawn")) as pool:
        readings = [pool.submit(_read_until, small_copy, stop) for _ in range(READERS)]
        made = [publish_home(small_copy).build_id for _ in range(PUBLISHINGS)]
        stop.touch()
        seen = [reading.result() for reading in readings]
    for builds_seen in seen:
        assert builds_seen[-1] == made[-1]
        assert builds_seen == sorted(builds_seen), "a reader went back to an older build"


def test_a_reader_keeps_the_build_it_opened(small_copy: Settings) -> None:
    with published.open_current(small_copy) as connection:
        before = warehouse.read(connection, "select build_id from trace.build").fetchall()
        publish_home(small_copy)
        assert warehouse.read(connection, "select build_id from trace.build").fetchall() == before


@pytest.mark.parametrize("point", POINTS)
def test_killed_while_publishing_a_whole_build_serves_and_the_next_run_completes(
    small_copy: Settings, point: str
) -> None:
    before = published.current(small_copy)
    killed = _publish_in_a_process(small_copy, fault=point)
    assert killed.returncode == -signal.SIGKILL

    serving = published.current(small_copy)
    assert published.read_headline(small_copy).receivables == RECEIVABLES
    assert (serving == before) == (point != "publish.pointed")

    assert _publish_in_a_process(small_copy).returncode == 0
    after = published.current(small_copy)
    assert after.build_id > before.build_id
    assert _difference(small_copy, before.build_id, after.build_id) == set()
    assert list(small_copy.unpublished.iterdir()) == []


def test_a_failed_check_publishes_nothing_and_exits_3(small_copy: Settings) -> None:
    before = small_copy.pointer.read_bytes()
    _claim_one_record_more(small_copy)
    finished = subprocess.run(
        [Path(sys.executable).parent / "cartera", "build", "--home", small_copy.home],
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 3, finished.stderr
    assert "assert_landed_is_staged_rejected_or_declared" in finished.stderr
    assert "the last build still serves" in finished.stderr
    assert len(finished.stderr.splitlines()) == 1
    assert small_copy.pointer.read_bytes() == before
    assert published.read_headline(small_copy).receivables == RECEIVABLES


def test_a_pointer_to_nowhere_is_said_in_one_line(small_copy: Settings) -> None:
    publish.point_at(small_copy, replace(published.current(small_copy), path="builds/gone.duckdb"))
    with pytest.raises(published.PointerBrokenError, match="builds use"):
        published.current(small_copy)


def _publish_in_a_process(settings: Settings, *, fault: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.publish_home", settings.home],
        env={**os.environ, FAULT_VARIABLE: fault},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def _read_until(settings: Settings, stop: Path) -> list[str]:
    """Read the current build again and again; return the ids seen, in order, each once in a row."""
    seen: list[str] = []
    while True:
        is_last = stop.exists()
        headline = published.read_headline(settings)
        assert headline.receivables == RECEIVABLES
        if headline.published.build_id not in seen[-1:]:
            seen.append(headline.published.build_id)
        if is_last:
            return seen
        time.sleep(0.01)


def _claim_one_record_more(settings: Settings) -> None:
    """Make a landed file claim a record that it does not have: what landed is no longer what was staged."""
    [row] = [path for path in (settings.raw / "files").glob("*.parquet") if path.name != "_empty.parquet"][:1]
    fresh = row.with_suffix(".tmp")
    with warehouse.connect() as connection:
        connection.execute(
            f"copy (select * replace (record_count + 1 as record_count) from '{row}')"
            f" to '{fresh}' (format parquet)"
        )
    fresh.replace(row)


def _difference(settings: Settings, first: str, second: str) -> set[str]:
    """Return the marts in which two builds differ."""
    return {
        found.mart
        for found in builds.diff(settings, first, second)
        if (found.only_in_first, found.only_in_second) != (0, 0)
    }
