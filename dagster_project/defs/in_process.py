"""The build job in the process of the command line.

Holds one function that runs the job as the daemon would, and keeps the run for the web server to show.
Does not hold: the job; nor what is printed.
Called by `cartera build`.
"""

import json
from contextlib import redirect_stdout
from datetime import date, datetime
from typing import Any

import dagster as dg

from dagster_project import build
from dagster_project.build import BuildFailedError
from dagster_project.definitions import assemble
from dagster_project.manifest import manifest_path
from dagster_project.settings import Settings

INSTANCE = {
    "telemetry": {"enabled": False},
    # Seconds; the definitions load in ten on an idle machine.
    "code_servers": {"local_startup_timeout": 600},
    # One writer per home: a second run waits for the first.
    "run_coordinator": {
        "module": "dagster.core.run_coordinator",
        "class": "QueuedRunCoordinator",
        "config": {"max_concurrent_runs": 1},
    },
}
QUIET = {"console": {"config": {"log_level": "CRITICAL"}}}


def prepare_instance(settings: Settings) -> None:
    """Write the settings of this home's Dagster (JSON is YAML), and the manifest it needs."""
    manifest_path(settings)
    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    (settings.dagster_home / "dagster.yaml").write_text(json.dumps(INSTANCE), encoding="utf-8")


def run_build(settings: Settings, *, as_of: date | None, known_at: datetime | None) -> None:
    """Run the build job; the caller holds the lock of the home.

    Raises:
        BuildFailedError: a step failed, so nothing was published.
    """
    prepare_instance(settings)
    parameters = {
        "home": str(settings.home),
        "as_of": as_of.isoformat() if as_of else "",
        "known_at": known_at.isoformat() if known_at else "",
        "locked_by_caller": True,
    }
    log = settings.work / "build.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with dg.DagsterInstance.from_config(str(settings.dagster_home)) as instance:
        job = assemble(settings).resolve_job_def("build")
        with log.open("w", encoding="utf-8") as stream, redirect_stdout(stream):
            result = job.execute_in_process(
                instance=instance,
                run_config={"resources": {"home": {"config": parameters}}, "loggers": QUIET},
                raise_on_error=False,
            )
    if not result.success:
        raise BuildFailedError(build.failures(settings) or _failed_steps(result))


def _failed_steps(result: dg.ExecuteInProcessResult) -> list[str]:
    failed = [event for event in result.all_events if event.is_step_failure]
    return [
        f"{event.step_key} broke: {build.last_line(_root_message(event.step_failure_data.error))}"
        for event in failed
    ] or ["the run broke before its first step"]


def _root_message(error: Any) -> str:
    while error is not None and error.cause is not None:
        error = error.cause
    return str(error.message) if error else ""
