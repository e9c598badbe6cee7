"""One publishing of a finished work warehouse, in a process that a test may kill.

Holds the function, and the entry point for a process of its own.
Does not hold: checks; those are in ``test_publish``.
Called by ``test_publish``, also as ``python -m tests.publish_home HOME``.
"""

import sys
from datetime import datetime
from pathlib import Path

from dagster_project import build, inputs, publish
from dagster_project.publish import Published
from dagster_project.settings import Settings
from tests.small_company import BUILT_AT


def publish_home(settings: Settings, *, started_at: datetime = BUILT_AT) -> Published:
    """Publish what the work warehouse holds, under a name of its own."""
    resolved = inputs.resolve(settings, as_of=None, known_at=None, started_at=started_at)
    return publish.publish(settings, inputs=resolved, checks=build.checks(settings))


if __name__ == "__main__":
    publish_home(Settings(home=Path(sys.argv[1])))
