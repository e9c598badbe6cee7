"""Where everything lies, in one frozen object.

Holds the paths of a Cartera home and of the project, and is the only reader of the environment.
Does not hold: thresholds or business rules; those are rows in ``seeds/``.
Called by the command line, the Dagster definitions and the tests.
"""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent
HOME_VARIABLE = "CARTERA_HOME"
FAULT_VARIABLE = "CARTERA_FAULT"
# On one thread numpy's products cost a fraction of the CPU, and always add in the same order. It reads this
# when it is first imported, so it is set in the one module that comes before.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@dataclass(frozen=True, slots=True)
class Settings:
    """The folders of one home; every path is absolute."""

    home: Path

    @property
    def inbox(self) -> Path:
        return self.home / "inbox"

    @property
    def originals(self) -> Path:
        return self.home / "originals"

    @property
    def raw(self) -> Path:
        return self.home / "raw"

    @property
    def work(self) -> Path:
        return self.home / "work"

    @property
    def warehouse(self) -> Path:
        return self.work / "warehouse.duckdb"

    @property
    def lock(self) -> Path:
        return self.home / ".lock"

    @property
    def dbt_lock(self) -> Path:
        return self.work / ".dbt.lock"

    @property
    def dbt_target(self) -> Path:
        return self.work / "dbt"

    @property
    def unpublished(self) -> Path:
        return self.work / "publish"

    @property
    def dagster_home(self) -> Path:
        return self.home / "dagster"

    @property
    def builds(self) -> Path:
        return self.home / "builds"

    @property
    def pointer(self) -> Path:
        return self.home / "current.json"

    @property
    def access(self) -> Path:
        return self.home / "access"

    @property
    def access_record(self) -> Path:
        return self.access / "record.jsonl"

    @property
    def binders(self) -> Path:
        return self.home / "binders"

    @property
    def dbt_project(self) -> Path:
        return PROJECT_ROOT / "dbt"

    @property
    def seeds(self) -> Path:
        return PROJECT_ROOT / "seeds"

    @property
    def sql(self) -> Path:
        return PROJECT_ROOT / "sql"

    def dbt_environment(self) -> dict[str, str]:
        """Return what ``profiles.yml`` and the sources read: absolute paths, no telemetry."""
        return {
            "CARTERA_RAW": str(self.raw),
            "CARTERA_WAREHOUSE": str(self.warehouse),
            "CARTERA_SEEDS": str(self.seeds),
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "False",
            "DO_NOT_TRACK": "1",
        }

    def process_environment(self) -> dict[str, str]:
        """Return the environment of a child process: ours, this home, and nothing that phones home."""
        return {
            **os.environ,
            **self.dbt_environment(),
            HOME_VARIABLE: str(self.home),
            "DAGSTER_HOME": str(self.dagster_home),
            "DAGSTER_DISABLE_TELEMETRY": "1",
            "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        }


def load_settings(home: Path | None = None) -> Settings:
    """Return the settings of `home`, else of CARTERA_HOME, else of ``./data``."""
    chosen = home or Path(os.environ.get(HOME_VARIABLE) or "data")
    return Settings(home=chosen.expanduser().resolve())


def actor() -> str:
    """Return who runs the command, as the system names them; empty where it does not."""
    return os.environ.get("CARTERA_ACTOR") or os.environ.get("USER") or ""


def fault_name() -> str:
    """Return the step at which a crash test wants the process killed; empty outside such tests."""
    return os.environ.get(FAULT_VARIABLE, "")
