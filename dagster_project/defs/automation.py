"""When things happen by themselves.

Holds the two jobs, the sensor on the inbox and the daily schedule.
Does not hold: what the jobs do; assets say that.
Called by the Dagster definitions, and by the daemon that `cartera up` starts.
"""

import hashlib
from pathlib import Path

import dagster as dg

from dagster_project.settings import Settings

SECONDS_BETWEEN_LOOKS = 30
EVERY_MORNING = "0 5 * * *"


def definitions(settings: Settings) -> dg.Definitions:
    """Return the jobs and what starts them."""
    everything = dg.AssetSelection.all()
    # What `cartera build` runs: raw to marts, checks, published file.
    build = dg.define_asset_job("build", selection=everything - dg.AssetSelection.groups("landing"))
    refresh = dg.define_asset_job("refresh", selection=everything)
    # Every morning the report's day moves on, whether or not files came.
    daily = dg.ScheduleDefinition(
        name="refresh_daily",
        job=refresh,
        cron_schedule=EVERY_MORNING,
        default_status=dg.DefaultScheduleStatus.RUNNING,
    )

    @dg.sensor(
        name="inbox",
        job=refresh,
        minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
        default_status=dg.DefaultSensorStatus.RUNNING,
    )
    def inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        return _look(context, settings.inbox)

    return dg.Definitions(jobs=[build, refresh], schedules=[daily], sensors=[inbox])


def _look(context: dg.SensorEvaluationContext, folder: Path) -> dg.SensorResult | dg.SkipReason:
    """Ask for a run once two looks at the inbox are equal."""
    seen = _listing(folder)
    if not seen:
        return dg.SkipReason("The inbox is empty.")
    if seen != context.cursor:
        context.update_cursor(seen)
        return dg.SkipReason("Files are arriving; landing waits until two looks are equal.")
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=seen)])


def _listing(inbox: Path) -> str:
    """Return a mark of the names, sizes and times of the files that wait; empty when there are none."""
    lines = [
        f"{path.relative_to(inbox)} {path.stat().st_size} {path.stat().st_mtime_ns}"
        for path in sorted(inbox.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path.suffix not in {".tmp", ".part"}
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""
