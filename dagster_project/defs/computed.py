"""What Python computes as Dagster assets, between the two runs of dbt.

Holds the assets ``computed/<table>``, whose names are those of dbt's sources.
Does not hold: what is computed, nor how.
Called by the Dagster definitions.
"""

from collections.abc import Iterator

import dagster as dg

from dagster_project import build, computed
from dagster_project.defs.resources import HomeResource

GROUP = "intermediate"


def build_asset(warehouse_assets: dg.AssetsDefinition) -> dg.AssetsDefinition:
    """Return the asset that predicts payments and forecasts receipts."""
    models = [spec.key for spec in warehouse_assets.specs if spec.group_name == GROUP]

    @dg.multi_asset(
        name="compute",
        specs=[
            dg.AssetSpec(
                dg.AssetKey(["computed", table]), group_name="computed", deps=models, kinds={"python"}
            )
            for table in computed.TABLES
        ],
    )
    def compute(
        context: dg.AssetExecutionContext, home: HomeResource
    ) -> Iterator[dg.MaterializeResult[None]]:
        build.set_results_aside(home.settings)
        counts = computed.write(home.settings, as_of=home.inputs(context).as_of)
        for table, count in counts.items():
            yield dg.MaterializeResult(
                asset_key=dg.AssetKey(["computed", table]), metadata={"dagster/row_count": count}
            )

    return compute
