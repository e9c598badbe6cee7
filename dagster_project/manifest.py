"""dbt's manifest, which Dagster needs before anything runs.

Holds its making, once per version of the models, and where it is kept.
Does not hold: what the nodes mean to Dagster; that is in ``defs/warehouse.py``.
Called by the Dagster definitions.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from dagster_project import build
from dagster_project.errors import CarteraError
from dagster_project.inputs import fingerprint
from dagster_project.settings import PROJECT_ROOT, Settings


class ModelsBrokenError(CarteraError):
    """dbt cannot read the models."""

    def __init__(self, complaint: str) -> None:
        super().__init__(f"dbt cannot parse the models: {complaint}")


def manifest_path(settings: Settings) -> Path:
    """Return the manifest of the models as they are now; parse them if they changed since the last one."""
    models = fingerprint(PROJECT_ROOT, ["dbt", "seeds"], frozenset({".sql", ".yml", ".csv"}))
    kept = settings.dbt_project / "target" / models[:16]
    if not (kept / "manifest.json").exists():
        _parse(settings, kept)
    return kept / "manifest.json"


def _parse(settings: Settings, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        target = Path(folder) / "target"
        finished = subprocess.run(
            [
                *(sys.executable, "-m", "dbt.cli.main", "parse", "--no-partial-parse"),
                *("--project-dir", str(settings.dbt_project), "--profiles-dir", str(settings.dbt_project)),
                *("--target-path", str(target), "--log-path", str(target)),
            ],
            env=settings.process_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if finished.returncode:
            raise ModelsBrokenError(build.last_line(finished.stdout + finished.stderr))
        shutil.rmtree(kept, ignore_errors=True)
        target.replace(kept)
