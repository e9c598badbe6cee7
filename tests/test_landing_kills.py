"""Landing killed at every named step.

Holds one small home, killed by SIGKILL at each point that the code names, then landed again.
Does not hold: publishing and building, which have their own; what a landing gives when nothing goes wrong.
Called by pytest.
"""

import json
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from dagster_project import landing
from dagster_project.compaction import MINIMUM_FILES
from dagster_project.settings import PROJECT_ROOT, load_settings

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
CUSTOMERS = "company_id,customer_id,name\nC1,A,Ana\nC1,,Nobody\n"
LAND = """
import sys
from datetime import datetime
from pathlib import Path
from dagster_project import landing
from dagster_project.settings import load_settings
landing.land(settings=load_settings(Path(sys.argv[1])), received_at=datetime.fromisoformat(sys.argv[2]))
"""
POINTS = sorted(
    point
    for module in ("landing.py", "compaction.py")
    for point in re.findall(
        r'faults\.point\("([a-z_.]+)"\)', (PROJECT_ROOT / "dagster_project" / module).read_text()
    )
)


def make_home(home: Path) -> Path:
    """Fill an inbox with a file that has a reject, the same bytes under another name, and old files."""
    settings = load_settings(home)
    old = settings.inbox / "old"
    old.mkdir(parents=True)
    for number in range(MINIMUM_FILES):
        (old / f"{number}.csv").write_text(CUSTOMERS.replace("Ana", f"Ana {number}"))
    landing.land(settings=settings, received_at=NOW - timedelta(days=8))
    new = settings.inbox / "erp"
    new.mkdir()
    (new / "customers.csv").write_text(CUSTOMERS)
    (new / "renamed.csv").write_text(CUSTOMERS)
    return home


def run_landing(home: Path, *, fault: str = "") -> int:
    return subprocess.run(
        [sys.executable, "-c", LAND, str(home), NOW.isoformat()],
        env={"CARTERA_FAULT": fault, "PYTHONPATH": str(PROJECT_ROOT)},
        check=False,
    ).returncode


def content(home: Path) -> dict[str, object]:
    """Return all that a landing leaves: originals, what is known of them, raw rows, and the inbox."""
    settings = load_settings(home)
    found: dict[str, object] = {}
    for path in sorted(settings.originals.iterdir()):
        found[path.name] = json.loads(path.read_text()) if path.suffix == ".json" else path.read_bytes()
    with duckdb.connect() as connection:
        for folder in sorted(settings.raw.iterdir()):
            rows = connection.read_parquet(f"{folder}/*.parquet").order("ALL").fetchall()
            found[folder.name] = rows
            found[f"{folder.name} files"] = sorted(path.name for path in folder.iterdir())
    found["inbox"] = [path for path in settings.inbox.rglob("*") if path.is_file()]
    return found


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    home = make_home(tmp_path_factory.mktemp("undisturbed") / "home")
    assert run_landing(home) == 0
    return content(home)


def test_an_undisturbed_landing_leaves_one_reject_a_sighting_and_few_files(
    undisturbed: dict[str, object],
) -> None:
    assert undisturbed["inbox"] == []
    assert len(undisturbed["sightings"]) == 1  # type: ignore[arg-type]
    assert len(undisturbed["rejects"]) == MINIMUM_FILES + 1  # type: ignore[arg-type]
    assert len(undisturbed["customers files"]) == 3  # type: ignore[arg-type]


@pytest.mark.parametrize("point", POINTS)
def test_a_landing_killed_at_any_point_and_run_again_equals_an_undisturbed_one(
    point: str, tmp_path: Path, undisturbed: dict[str, object]
) -> None:
    home = make_home(tmp_path / "home")
    assert run_landing(home, fault=point) == -signal.SIGKILL
    assert run_landing(home) == 0
    assert content(home) == undisturbed


@pytest.mark.parametrize("point", POINTS)
def test_a_build_after_a_kill_reads_no_row_twice(
    point: str, tmp_path: Path, undisturbed: dict[str, object]
) -> None:
    home = make_home(tmp_path / "home")
    run_landing(home, fault=point)
    landing.ensure_raw(load_settings(home))
    records = content(home)["customers"]
    assert isinstance(records, list)
    assert len(records) == len(set(records)) >= MINIMUM_FILES
