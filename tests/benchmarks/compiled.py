"""The models as dbt compiles them, in the order in which they must run.

Holds the preparation of a warehouse (seeds, compiled SQL) and the statements that lead to a mart.
Does not hold: measuring; dbt's own start-up is left out of every figure.
Called by ``tests.benchmarks.bench_ledger``.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from dagster_project.settings import Settings


class DbtError(Exception):
    """dbt did not compile."""

    def __init__(self, output: str) -> None:
        super().__init__(f"dbt failed; its last lines: {output[-800:]}")


@dataclass(frozen=True, slots=True)
class Model:
    """One model: where it goes, what makes it, and what it needs."""

    name: str
    schema: str
    kind: str
    body: str
    needs: tuple[str, ...]

    @property
    def is_staging(self) -> bool:
        return self.name.startswith("stg_")


def compile_models(settings: Settings, *, as_of_date: str, known_at: str) -> dict[str, Model]:
    """Load the seeds, compile everything, and return the models by name."""
    variables = json.dumps({"as_of_date": as_of_date, "known_at": known_at})
    _dbt(settings, "seed", variables=variables)
    _dbt(settings, "compile", variables=variables)
    manifest = json.loads((settings.work / "target" / "manifest.json").read_text(encoding="utf-8"))
    nodes = {
        key: node
        for key, node in manifest["nodes"].items()
        if node["resource_type"] == "model" and node["config"]["materialized"] != "ephemeral"
    }
    return {
        node["name"]: Model(
            name=node["name"],
            schema=node["schema"],
            kind="view" if node["config"]["materialized"] == "view" else "table",
            body=node["compiled_code"],
            needs=tuple(nodes[key]["name"] for key in node["depends_on"]["nodes"] if key in nodes),
        )
        for node in nodes.values()
    }


def upstream(models: dict[str, Model], *, mart: str) -> list[Model]:
    """Return what a mart needs and the mart itself, each after what it needs."""
    order: dict[str, Model] = {}

    def visit(name: str) -> None:
        if name not in order:
            for need in models[name].needs:
                visit(need)
            order[name] = models[name]

    visit(mart)
    return list(order.values())


def _dbt(settings: Settings, verb: str, *, variables: str) -> None:
    settings.work.mkdir(parents=True, exist_ok=True)
    project = str(settings.dbt_project)
    finished = subprocess.run(
        [
            *(sys.executable, "-c", "from dbt.cli.main import cli; cli()", "--quiet", verb),
            *("--project-dir", project, "--profiles-dir", project, "--vars", variables),
            *("--target-path", str(settings.work / "target"), "--log-path", str(settings.work / "logs")),
        ],
        env={**os.environ, **settings.dbt_environment()},
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise DbtError(finished.stdout + finished.stderr)
