"""The programs that run beside the command line: the app, Dagster's servers, the benchmarks.

Holds how they are started (servers on loopback only) and stopped together.
Does not hold: pages, assets, measurements, or anything else that such a program does.
Called by the command line.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from dagster_project.settings import PROJECT_ROOT, Settings

LOOPBACK = "127.0.0.1"
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_TO_STOP = 10


def app_command(*, port: int) -> list[str]:
    """Return what serves the app."""
    return [
        *(sys.executable, "-m", "streamlit", "run", str(PROJECT_ROOT / "streamlit_app" / "app.py")),
        *(f"--server.address={LOOPBACK}", f"--server.port={port}", "--server.headless=true"),
        "--browser.gatherUsageStats=false",
    ]


def dagster_commands(*, port: int) -> list[list[str]]:
    """Return Dagster's web server and its daemon."""
    workspace = ("-m", "dagster_project.definitions")
    scripts = Path(sys.executable).parent
    return [
        [str(scripts / "dagster-webserver"), *workspace, "-h", LOOPBACK, "-p", str(port)],
        [str(scripts / "dagster-daemon"), "run", *workspace],
    ]


def benchmark_commands(*, documents: int) -> list[list[str]]:
    """Return the benchmarks: of the ledger, of landing, and of matching."""
    return [
        [sys.executable, "-m", "tests.benchmarks", "--documents", str(documents)],
        [sys.executable, "-m", "tests.benchmarks.bench_landing"],
        [sys.executable, "-m", "tests.benchmarks.bench_matching"],
    ]


def run(settings: Settings, command: Sequence[str]) -> int:
    """Run one program of the project to its end; return its exit status."""
    return subprocess.run(
        command, env=settings.process_environment(), cwd=PROJECT_ROOT, check=False
    ).returncode


def serve(settings: Settings, commands: Sequence[Sequence[str]]) -> int:
    """Run the servers until one ends or someone stops us; return the exit status of the first to end."""
    # A service manager stops us by SIGTERM, which must not leave the servers behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with ExitStack() as stack:
        processes = [_start(settings, command) for command in commands]
        stack.callback(_stop, processes)
        while all(process.poll() is None for process in processes):
            time.sleep(SECONDS_BETWEEN_LOOKS)
        return next(process.returncode for process in processes if process.poll() is not None)


def _start(settings: Settings, command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=settings.process_environment(), cwd=PROJECT_ROOT)


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.send_signal(signal.SIGTERM)
    for process in processes:
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
