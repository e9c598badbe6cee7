"""Statements run one after the other in a DuckDB process of their own, each with its CPU.

Holds the process that is measured, and the call that starts it.
Does not hold: which statements; ``bench_ledger`` says so. User and system time of all threads are counted.
Called by ``tests.benchmarks.bench_ledger``; as a program by itself.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dagster_project import warehouse

SETTINGS = (
    ("threads", "2"),
    ("memory_limit", "4GB"),
    ("preserve_insertion_order", "false"),
    ("timezone", "UTC"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A named statement of sql/ with its values."""

    label: str
    statement: str
    parameters: dict[str, str]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a step cost, and what it returned."""

    label: str
    cpu_seconds: float
    wall_seconds: float
    row: tuple[int, ...]


def measure(steps: Sequence[Step], *, database: Path) -> list[Cost]:
    """Run the steps on `database` in a new process."""
    finished = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.steps", str(database)],
        input=json.dumps([asdict(step) for step in steps]),
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise RuntimeError(f"a measured step failed: {finished.stderr[-1500:]}")
    return [
        Cost(each["label"], each["cpu_seconds"], each["wall_seconds"], tuple(each["row"]))
        for each in json.loads(finished.stdout)
    ]


def _run(database: Path, steps: Sequence[Step]) -> list[Cost]:
    costs = []
    with warehouse.connect(database) as connection:
        for name, value in SETTINGS:
            warehouse.run(connection, "bench/set_option", option=name, value=value)
        for step in steps:
            cpu, wall = time.process_time(), time.perf_counter()
            row = warehouse.run(connection, step.statement, step.parameters, **step.names).fetchone()
            costs.append(
                Cost(step.label, time.process_time() - cpu, time.perf_counter() - wall, tuple(row or ()))
            )
    return costs


if __name__ == "__main__":
    given = [Step(**each) for each in json.load(sys.stdin)]
    json.dump([asdict(cost) for cost in _run(Path(sys.argv[1]), given)], sys.stdout)
