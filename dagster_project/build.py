"""One build of the work warehouse: raw to marts, with its checks.

Holds how dbt is run, and what its run says about the checks.
Does not hold: figures (models), the copy that is published, dagster.
Called by the Dagster definitions, and by tests that need no Dagster.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from dagster_project import computed, faults, landing, lock, publish
from dagster_project import inputs as build_inputs
from dagster_project.errors import CarteraError
from dagster_project.publish import Check, Published
from dagster_project.settings import Settings

PASSED = frozenset({"pass", "success"})
# dbt runs twice: up to what Python computes from, and from what Python computed.
BEFORE_COMPUTED = ("--exclude", "source:computed+")
AFTER_COMPUTED = ("--select", "source:computed+")
RESULTS, RESULTS_BEFORE = "run_results.json", "run_results_before.json"


class BuildFailedError(CarteraError):
    """A blocking check failed or a model broke: nothing was published."""

    exit_status: ClassVar[int] = 3

    def __init__(self, reasons: Sequence[str]) -> None:
        listed = "; ".join(reasons)
        super().__init__(f"nothing was published and the last build still serves: {listed}")


def build(
    settings: Settings, *, as_of: date | None = None, known_at: datetime | None = None, started_at: datetime
) -> Published:
    """Build and publish without Dagster: for tests that need many builds."""
    with lock.hold(settings.lock):
        landing.ensure_raw(settings)
        inputs = build_inputs.resolve(settings, as_of=as_of, known_at=known_at, started_at=started_at)
        start_over(settings)
        run_dbt(settings, as_of=inputs.as_of, known_at=inputs.known_at, selection=BEFORE_COMPUTED)
        set_results_aside(settings)
        computed.write(settings, as_of=inputs.as_of)
        checks = run_dbt(settings, as_of=inputs.as_of, known_at=inputs.known_at, selection=AFTER_COMPUTED)
        return publish.publish(settings, inputs=inputs, checks=checks)


def start_over(settings: Settings) -> None:
    """Delete the work warehouse, so that a build depends on nothing but its inputs."""
    with lock.hold(settings.dbt_lock):
        for leftover in settings.work.glob(f"{settings.warehouse.name}*"):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        for name in (RESULTS, RESULTS_BEFORE):
            (settings.dbt_target / name).unlink(missing_ok=True)
    faults.point("build.started_over")


def set_results_aside(settings: Settings) -> None:
    """Keep the results of the first dbt run from being written over by the second."""
    results = settings.dbt_target / RESULTS
    if results.exists():
        results.replace(settings.dbt_target / RESULTS_BEFORE)


def run_dbt(
    settings: Settings, *, as_of: date, known_at: datetime, selection: Sequence[str] = ()
) -> list[Check]:
    """Run dbt on the work warehouse and return its checks.

    Raises:
        BuildFailedError: a check of severity error failed, or a model could not be built.
    """
    variables = {"as_of_date": as_of.isoformat(), "known_at": known_at.isoformat(sep=" ")}
    finished = subprocess.run(
        dbt_command(settings, variables=variables, selection=selection),
        env=settings.process_environment(),
        cwd=settings.dbt_project,
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise BuildFailedError(failures(settings) or [last_line(finished.stdout + finished.stderr)])
    return checks(settings)


def dbt_command(
    settings: Settings, *, variables: dict[str, str], verb: str = "build", selection: Sequence[str] = ()
) -> list[str]:
    """Return the command line of one dbt run, in the process that locks the work warehouse."""
    return [
        *(sys.executable, "-m", "dagster_project.dbt_process", str(settings.dbt_lock), str(os.getpid())),
        *dbt_arguments(settings, variables=variables, verb=verb),
        *selection,
    ]


def dbt_arguments(settings: Settings, *, variables: dict[str, str], verb: str = "build") -> list[str]:
    """Return what dbt is told: absolute folders (seeds are found by no other), and the variables."""
    return [
        verb,
        # Unit tests prove the models, not the data: the tests run them.
        *("--exclude-resource-type", "unit_test"),
        *("--project-dir", str(settings.dbt_project)),
        *("--profiles-dir", str(settings.dbt_project)),
        *("--target-path", str(settings.dbt_target)),
        *("--log-path", str(settings.dbt_target)),
        *("--vars", json.dumps(variables)),
    ]


def checks(settings: Settings) -> list[Check]:
    """Return the checks of the build's dbt runs so far, in the order of their names."""
    nodes = _artifact(settings, "manifest.json")["nodes"]
    found = [
        Check(
            check_name=str(nodes[result["unique_id"]]["name"]),
            status=str(result["status"]),
            severity=str(nodes[result["unique_id"]]["config"]["severity"]).lower(),
            failures=int(result["failures"] or 0),
        )
        for result in _results(settings)
        if result["unique_id"].startswith("test.")
    ]
    return sorted(found, key=lambda check: check.check_name)


def failures(settings: Settings) -> list[str]:
    """Return, in words, what broke in the build's dbt runs; nothing when they left no results."""
    broken = [result for result in _results(settings) if result["status"] in {"fail", "error"}]
    return [f"{_name(result)} {_complaint(result)}" for result in broken]


def _complaint(result: dict[str, Any]) -> str:
    if result["status"] == "fail":
        return f"failed on {result['failures']} rows"
    return f"broke: {last_line(str(result['message']))}"


def _name(result: dict[str, Any]) -> str:
    kind, _, name, *_ = str(result["unique_id"]).split(".")
    return f"check {name}" if kind == "test" else f"{kind.replace('_', ' ')} {name}"


def _results(settings: Settings) -> list[dict[str, Any]]:
    return [
        result
        for name in (RESULTS_BEFORE, RESULTS)
        if (settings.dbt_target / name).exists()
        for result in _artifact(settings, name)["results"]
    ]


def _artifact(settings: Settings, name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((settings.dbt_target / name).read_text(encoding="utf-8"))
    return content


def last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "dbt said nothing"
