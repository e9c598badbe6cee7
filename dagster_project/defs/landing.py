"""The inbox as Dagster assets: one per raw entity, all written by one landing.

Holds the assets ``raw/<entity>``, upstream of dbt's sources.
Does not hold: landing itself, nor when it happens.
Called by the Dagster definitions.
"""

import csv
from collections.abc import Iterator

import dagster as dg

from dagster_project import landing
from dagster_project.defs.resources import HomeResource, run_time
from dagster_project.settings import Settings

WRITTEN_BESIDE = ("files", "sightings", "rejects")


def raw_keys(settings: Settings) -> list[dg.AssetKey]:
    """Return the asset key of every raw entity, equal to those of dbt's sources."""
    with (settings.seeds / "entity_columns.csv").open(encoding="utf-8", newline="") as file:
        entities = dict.fromkeys(row["entity"] for row in csv.DictReader(file))
    return [dg.AssetKey(["raw", entity]) for entity in (*entities, *WRITTEN_BESIDE)]


def build_asset(settings: Settings) -> dg.AssetsDefinition:
    """Return the asset that lands the inbox."""

    @dg.multi_asset(
        name="land_inbox",
        specs=[dg.AssetSpec(key, group_name="landing", kinds={"parquet"}) for key in raw_keys(settings)],
    )
    def land_inbox(
        context: dg.AssetExecutionContext, home: HomeResource
    ) -> Iterator[dg.MaterializeResult[None]]:
        files = landing.land(None, settings=home.settings, received_at=run_time(context))
        metadata: dict[str, int | list[str]] = {
            "files": len(files),
            "records": sum(file.record_count for file in files),
            "rejects": sum(file.reject_count for file in files),
            "refused": [f"{file.file_name}: {file.reason}" for file in files if file.outcome == "refused"],
        }
        for key in raw_keys(settings):
            yield dg.MaterializeResult(asset_key=key, metadata=metadata)

    return land_inbox
