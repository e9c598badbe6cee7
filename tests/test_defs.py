"""What Dagster is told, and what starts by itself.

Holds the assets and their order, the checks, the sensor, the schedule, and one whole run.
Does not hold: what assets do.
Called by pytest.
"""

from pathlib import Path

import dagster as dg
import pytest

from dagster_project import published
from dagster_project.definitions import assemble
from dagster_project.settings import Settings
from tests.small_company import EXTRACTS, RECEIVABLES
from tests.tree import ROOT


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def definitions(settings: Settings) -> dg.Definitions:
    return assemble(settings)


def test_data_flows_from_raw_over_the_marts_to_the_published_file(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    above = graph.get(dg.AssetKey(["published"])).parent_keys
    assert {dg.AssetKey(["marts", "fct_open_items"]), dg.AssetKey(["trace", "slices"])} <= above
    staged = [key for key in graph.get_all_asset_keys() if key.path[-1] == "stg_canonical__documents"]
    assert dg.AssetKey(["raw", "documents"]) in graph.get(staged[0]).parent_keys
    assert graph.get(dg.AssetKey(["raw", "documents"])).assets_def.op.name == "land_inbox"


def test_every_dbt_test_is_a_check_of_an_asset(definitions: dg.Definitions) -> None:
    names = {key.name for key in definitions.resolve_asset_graph().asset_check_keys}
    laws = {path.stem for path in (ROOT / "dbt/tests").glob("assert_*.sql")}
    assert laws
    assert laws <= names


def test_the_inbox_is_landed_once_two_looks_are_equal(
    settings: Settings, definitions: dg.Definitions
) -> None:
    sensor = definitions.resolve_sensor_def("inbox")
    with dg.DagsterInstance.ephemeral() as instance:
        context = dg.build_sensor_context(instance=instance)
        assert _requests(sensor, context) == []

        arrived = settings.inbox / "erp" / "companies.csv"
        arrived.parent.mkdir(parents=True)
        arrived.write_bytes((EXTRACTS / "erp/companies.csv").read_bytes())
        (arrived.parent / "customers.csv.part").touch()
        assert _requests(sensor, context) == []
        [first] = _requests(sensor, context)
        assert _requests(sensor, context) == [first], (
            "the same files have the same key, so Dagster runs them once"
        )

        with arrived.open("a") as file:
            file.write("N2,Oeste SpA,CL,CLP,America/Santiago,\n")
        assert _requests(sensor, context) == []
        assert _requests(sensor, context) != [first]


def test_every_morning_the_home_is_refreshed(definitions: dg.Definitions) -> None:
    schedule = definitions.resolve_schedule_def("refresh_daily")
    assert schedule.cron_schedule == "0 5 * * *"
    assert schedule.job_name == "refresh"


@pytest.mark.xdist_group("dagster_run")
def test_a_refresh_lands_the_inbox_builds_and_publishes(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    _drop(settings)
    with dg.DagsterInstance.ephemeral() as instance:
        result = assemble(settings).resolve_job_def("refresh").execute_in_process(instance=instance)
        assert result.success
        checks = result.get_asset_check_evaluations()
    assert len(checks) > 10
    assert all(check.passed for check in checks)

    assert published.read_headline(settings).receivables == RECEIVABLES
    assert [path for path in settings.inbox.rglob("*") if path.is_file()] == []


def _drop(settings: Settings) -> None:
    inbox = settings.inbox / "erp"
    inbox.mkdir(parents=True)
    for extract in (EXTRACTS / "erp").iterdir():
        (inbox / extract.name).write_bytes(extract.read_bytes())


def _requests(sensor: dg.SensorDefinition, context: dg.SensorEvaluationContext) -> list[str | None]:
    return [request.run_key for request in sensor.evaluate_tick(context).run_requests or []]
