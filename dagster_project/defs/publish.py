"""The published file as a Dagster asset.

Holds the asset ``published``, downstream of every mart.
Does not hold: how a file is published.
Called by the Dagster definitions.
"""

from collections.abc import Iterable

import dagster as dg

from dagster_project import build, publish
from dagster_project.defs.resources import HomeResource

PUBLISHED_GROUPS = frozenset({"marts", "trace"})


def build_asset(*warehouse_assets: dg.AssetsDefinition) -> dg.AssetsDefinition:
    """Return the asset that publishes the marts; it runs only when every blocking check passed."""

    @dg.asset(name="published", group_name="published", deps=_marts(warehouse_assets), kinds={"duckdb"})
    def published(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult[None]:
        made = publish.publish(home.settings, inputs=home.inputs(context), checks=build.checks(home.settings))
        return dg.MaterializeResult(
            metadata={"build_id": made.build_id, "as_of_date": made.as_of_date, "path": made.path}
        )

    return published


def _marts(warehouse_assets: Iterable[dg.AssetsDefinition]) -> Iterable[dg.AssetKey]:
    return [
        spec.key
        for assets in warehouse_assets
        for spec in assets.specs
        if spec.group_name in PUBLISHED_GROUPS
    ]
