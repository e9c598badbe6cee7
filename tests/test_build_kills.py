"""`cartera build` killed with -9 at every named step, and in the middle of dbt: the last build still serves.

Holds the loop over all steps of building and publishing, with the real dbt and the real command.
Does not hold: the killing of landing (``test_landing_kills``), nor of publishing alone (``test_publish``).
Called by pytest under `make deep`.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project import build, builds, published
from dagster_project.settings import FAULT_VARIABLE, Settings
from tests.small_company import BUILT_AT, RECEIVABLES
from tests.tree import ROOT

STEPS = [
    point
    for name in ("build", "dbt_process", "publish")
    for point in re.findall(r'faults\.point\("([\w.]+)"\)', (ROOT / f"dagster_project/{name}.py").read_text())
]
CARTERA = Path(sys.executable).parent / "cartera"
SECONDS_TO_FINISH = 300
# The last step is past the point of no return: the new build serves.
LAST_STEP = "publish.pointed"


@pytest.mark.deep
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_a_named_step_the_last_build_serves_and_the_next_equals_it(
    small_copy: Settings, step: str
) -> None:
    before = published.current(small_copy).build_id
    status = _start(small_copy, fault=step).wait(SECONDS_TO_FINISH)
    # dbt runs in a process of its own; killed, it fails the build.
    assert status == (3 if step == "build.dbt_started" else -signal.SIGKILL)
    _assert_serves(small_copy, before=None if step == LAST_STEP else before)
    _assert_next_build_equals(small_copy, before)


@pytest.mark.deep
@pytest.mark.parametrize("is_dbt_killed_too", [True, False], ids=["with dbt", "leaving dbt an orphan"])
@pytest.mark.parametrize("model", ["int_items", "fct_open_items"])
def test_killed_in_the_middle_of_dbt_the_last_build_serves_and_the_next_equals_it(
    small_copy: Settings, model: str, is_dbt_killed_too: bool
) -> None:
    before = published.current(small_copy).build_id
    log = small_copy.dbt_target / "dbt.log"
    log.unlink()
    process = _start(small_copy)
    _wait_until(lambda: log.exists() and model in log.read_text().partition("START")[2])
    if is_dbt_killed_too:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    _assert_serves(small_copy, before=before)
    _assert_next_build_equals(small_copy, before)


def _start(settings: Settings, *, fault: str = "") -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [CARTERA, "build", "--home", settings.home],
        env={**os.environ, FAULT_VARIABLE: fault},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _wait_until(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS_TO_FINISH
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _assert_serves(settings: Settings, *, before: str | None) -> None:
    """A whole build serves, with its figures: the one from before unless the new one was pointed at."""
    headline = published.read_headline(settings)
    assert headline.receivables == RECEIVABLES
    assert before in (None, headline.published.build_id)


def _assert_next_build_equals(settings: Settings, undisturbed: str) -> None:
    made = build.build(settings, started_at=BUILT_AT)
    differences = builds.diff(settings, undisturbed, made.build_id)
    assert {(found.only_in_first, found.only_in_second) for found in differences} == {(0, 0)}
    assert list(settings.unpublished.iterdir()) == []
