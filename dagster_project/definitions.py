"""The Dagster definitions: landing, warehouse, published file, and when they run.

Holds the assembly of ``defs/``; nothing else.
Does not hold: assets, jobs or resources.
Called by Dagster's web server and daemon, and by `cartera build`.
"""

import dagster as dg

from dagster_project.defs import automation, computed, landing, publish, warehouse
from dagster_project.defs.resources import HomeResource
from dagster_project.manifest import manifest_path
from dagster_project.settings import Settings, load_settings


def assemble(settings: Settings) -> dg.Definitions:
    """Return all definitions for one home."""
    before, after = warehouse.build_assets(manifest_path(settings))
    assets = dg.Definitions(
        assets=[
            landing.build_asset(settings),
            before,
            computed.build_asset(before),
            after,
            publish.build_asset(before, after),
        ],
        resources={"home": HomeResource(home=str(settings.home))},
        # The default executor starts a process per step, at two to four times the CPU.
        executor=dg.in_process_executor,
    )
    return dg.Definitions.merge(assets, automation.definitions(settings))


@dg.definitions
def defs() -> dg.Definitions:
    """Return the definitions of the home that the environment names."""
    return assemble(load_settings())
