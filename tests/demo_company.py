"""The demo company, written, landed and built once by the verbs of the Makefile.

Holds its home and what the verbs printed.
Does not hold: tests; nor the company, which ``dagster_project.synthetic`` writes.
Called by the fixtures of ``conftest``.
"""

import subprocess
import sys
from pathlib import Path

from dagster_project import lock
from dagster_project.settings import Settings

CARTERA = Path(sys.executable).parent / "cartera"
PRINTED = "printed.txt"
WITH_REJECTS = 1


def built_once(folder: Path) -> Settings:
    """Return the home that all test processes of a session share: build it, or wait for who does."""
    settings = Settings(home=folder / "demo")
    with lock.hold(folder / "demo.lock"):
        if not settings.pointer.exists():
            said = [_say(settings.home, "demo"), _say(settings.home, "land").splitlines()[-1] + "\n"]
            said.append(_say(settings.home, "build"))
            (settings.home / PRINTED).write_text("".join(said), encoding="utf-8")
    return settings


def read_printed(settings: Settings) -> str:
    """Return what the three verbs printed, as `make demo` shows it."""
    return (settings.home / PRINTED).read_text(encoding="utf-8")


def _say(home: Path, verb: str) -> str:
    finished = subprocess.run(
        [CARTERA, verb, "--home", str(home)], capture_output=True, text=True, check=False
    )
    assert finished.returncode <= WITH_REJECTS, finished.stderr
    return finished.stdout
