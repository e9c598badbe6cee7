"""Named points at which a test can kill the process.

Holds the one function that steps of landing, building and publishing call by name.
Does not hold: which points exist (each step names its own), nor the environment; settings reads that.
Called by landing and publish, between any two effects on disk.
"""

import os
import signal

from dagster_project.settings import fault_name


def point(name: str) -> None:
    """Kill this process, as a power cut would, when CARTERA_FAULT names this point."""
    if fault_name() == name:
        os.kill(os.getpid(), signal.SIGKILL)
