"""`cartera up`: files dropped into the inbox become a published build by themselves.

Holds one run launched by the sensor and followed to its end, and how the servers are stopped.
Does not hold: the sensor's own rules nor the assets (``test_defs``).
Called by pytest under `make deep`.
"""

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project import published
from dagster_project.settings import Settings
from tests.small_company import EXTRACTS, RECEIVABLES

CARTERA = Path(sys.executable).parent / "cartera"
SECONDS_TO_FINISH, SECONDS_TO_STOP = 900, 60
RUNS = "{ runsOrError { ... on Runs { results { status pipelineName tags { key value } } } } }"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until(is_true: Callable[[], bool], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(1)


def runs(port: int) -> list[tuple[str, str, bool]]:
    """Return status and job of each run, and whether the sensor launched it."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql",
        data=json.dumps({"query": RUNS}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        found = json.load(answer)["data"]["runsOrError"]["results"]
    return [
        (run["status"], run["pipelineName"], {"key": "dagster/sensor_name", "value": "inbox"} in run["tags"])
        for run in found
    ]


def is_listening(port: int) -> bool:
    with socket.socket() as asker:
        return asker.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.deep
def test_files_dropped_into_the_inbox_are_landed_built_and_published_by_the_sensor(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    shutil.copytree(EXTRACTS / "erp", settings.inbox / "erp")
    ports = free_port(), free_port()
    process = subprocess.Popen(
        [CARTERA, "up", "--home", settings.home, f"--port={ports[0]}", f"--dagster-port={ports[1]}"]
    )
    try:
        wait_until(settings.pointer.exists, seconds=SECONDS_TO_FINISH)
        wait_until(lambda: [run[0] for run in runs(ports[1])] == ["SUCCESS"], seconds=SECONDS_TO_FINISH)
        assert runs(ports[1]) == [("SUCCESS", "refresh", True)]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(SECONDS_TO_STOP)
    assert published.read_headline(settings).receivables == RECEIVABLES
    assert [path for path in settings.inbox.rglob("*") if path.is_file()] == []
    wait_until(lambda: not any(map(is_listening, ports)), seconds=SECONDS_TO_STOP)
