"""The unit tests of the dbt models, with values computed by hand.

Holds the one test that runs them, on the warehouse of the small company.
Does not hold: the cases themselves; each stands in the YAML beside its model.
Called by pytest.
"""

import json
import subprocess
from datetime import date

from dagster_project.build import dbt_command
from dagster_project.settings import Settings

LEAST_CASES = 30


def test_models_hold_their_unit_tests(small_copy: Settings) -> None:
    command = dbt_command(
        small_copy,
        variables={"as_of_date": date(2026, 1, 31).isoformat(), "known_at": "9999-12-31 00:00:00"},
        verb="test",
        selection=["--select", "test_type:unit"],
    )
    command = [word for word in command if word not in {"--exclude-resource-type", "unit_test"}]
    finished = subprocess.run(
        command,
        env=small_copy.process_environment(),
        cwd=small_copy.dbt_project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout[-6000:]
    results = json.loads((small_copy.dbt_target / "run_results.json").read_text())["results"]
    assert len(results) >= LEAST_CASES
    assert {result["status"] for result in results} == {"pass"}
