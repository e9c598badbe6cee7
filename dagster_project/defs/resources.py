"""What the assets of one run share: the home, its lock, and the inputs of the build.

Holds the one resource of our Dagster definitions.
Does not hold: assets, nor how inputs are found.
Called by Dagster, once per run.
"""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg

from dagster_project import inputs as build_inputs
from dagster_project import lock
from dagster_project.inputs import Inputs
from dagster_project.settings import Settings


class HomeResource(dg.ConfigurableResource):  # type: ignore[type-arg]
    """A Cartera home, locked for the time of a run."""

    home: str
    as_of: str = ""
    known_at: str = ""
    locked_by_caller: bool = False

    @property
    def settings(self) -> Settings:
        return Settings(home=Path(self.home))

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Generator["HomeResource", None, None]:
        if self.locked_by_caller:
            yield self
            return
        with lock.hold(self.settings.lock):
            yield self

    def inputs(self, context: dg.AssetExecutionContext) -> Inputs:
        """Return the inputs of this run's build: the same for each of its assets."""
        return build_inputs.resolve(
            self.settings,
            as_of=build_inputs.parse_day(self.as_of) if self.as_of else None,
            known_at=build_inputs.parse_time(self.known_at) if self.known_at else None,
            started_at=run_time(context),
        )


def run_time(context: dg.AssetExecutionContext) -> datetime:
    """Return when the run was asked for, which is the only clock that an asset sees."""
    record = context.instance.get_run_record_by_id(context.run.run_id)
    if record is None:
        raise RuntimeError(f"Dagster lost its own run {context.run.run_id}")
    created: datetime = record.create_timestamp
    return created.astimezone(UTC)
