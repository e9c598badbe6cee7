"""dbt's models as Dagster assets, its tests as asset checks.

Holds the assets of the work warehouse and the two dbt runs that make them.
Does not hold: models, nor how dbt is told where things lie; that is in build.
Called by the Dagster definitions.
"""

import importlib.metadata
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtCliInvocation, dbt_assets
from packaging.version import Version

from dagster_project import build, landing
from dagster_project.defs.resources import HomeResource
from dagster_project.inputs import Inputs
from dagster_project.settings import Settings


class ModelTranslator(DagsterDbtTranslator):
    """Groups assets by layer: seeds, staging, intermediate, marts, trace."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        return str(dbt_resource_props["schema"])


COMPUTED = build.AFTER_COMPUTED[1]
TRANSLATOR = ModelTranslator(settings=DagsterDbtTranslatorSettings(enable_asset_checks=True))


def build_assets(manifest_path: Path) -> tuple[dg.AssetsDefinition, dg.AssetsDefinition]:
    """Return models, seeds and checks as the assets of two dbt runs, before and after Python computes."""
    manifest = with_attached_checks(json.loads(manifest_path.read_text(encoding="utf-8")))

    @dbt_assets(
        manifest=manifest, name="build_warehouse", exclude=COMPUTED, dagster_dbt_translator=TRANSLATOR
    )
    def build_warehouse(context: dg.AssetExecutionContext, home: HomeResource) -> Iterator[Any]:
        inputs = home.inputs(context)
        landing.ensure_raw(home.settings)
        build.start_over(home.settings)
        started = _start(context, home.settings, inputs, manifest, selection=build.BEFORE_COMPUTED)
        yield from started.stream()

    @dbt_assets(
        manifest=manifest, name="build_from_computed", select=COMPUTED, dagster_dbt_translator=TRANSLATOR
    )
    def build_from_computed(context: dg.AssetExecutionContext, home: HomeResource) -> Iterator[Any]:
        inputs = home.inputs(context)
        started = _start(context, home.settings, inputs, manifest, selection=build.AFTER_COMPUTED)
        yield from started.stream()

    return build_warehouse, build_from_computed


def with_attached_checks(manifest: dict[str, Any]) -> dict[str, Any]:
    """Name, for each check that reads many models, the one it is shown at: its first mart."""
    for node in manifest["nodes"].values():
        if node["resource_type"] == "test" and not node.get("attached_node"):
            parents = [manifest["nodes"].get(parent) for parent in node["depends_on"]["nodes"]]
            names = [(parent["schema"] != "marts", parent["name"]) for parent in parents if parent]
            node["config"]["meta"] = {"dagster": {"ref": {"name": min(names)[1]}}} if names else {}
    return manifest


def _start(
    context: dg.AssetExecutionContext,
    settings: Settings,
    inputs: Inputs,
    manifest: Mapping[str, Any],
    *,
    selection: Sequence[str],
) -> DbtCliInvocation:
    """Start dbt as ``DbtCliResource`` does, without its second dbt to ask for the version."""
    return DbtCliInvocation.run(
        args=build.dbt_command(settings, variables=inputs.dbt_variables(), selection=selection),
        env={**settings.process_environment(), "DBT_LOG_FORMAT": "json", "PYTHONUNBUFFERED": "1"},
        manifest=manifest,
        dagster_dbt_translator=TRANSLATOR,
        project_dir=settings.dbt_project,
        target_path=settings.dbt_target,
        raise_on_error=True,
        context=context,
        adapter=None,
        cli_version=Version(importlib.metadata.version("dbt-core")),
    )
