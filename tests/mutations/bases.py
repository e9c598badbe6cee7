"""Two built companies on which a wrong model runs, with models, checks and unit tests as compiled by dbt.

Holds their making: drawn companies with their re-performance, and a small demo company that fills every mart.
Does not hold: changes; nor what a change does.
Called by ``tests.mutations.trial`` and by its command line.
"""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from dagster_project import inputs, landing
from dagster_project.build import dbt_command
from dagster_project.settings import Settings
from dagster_project.synthetic import company
from tests import homes
from tests.reperformance.ledger import Ledger, perform
from tests.reperformance.records import Extract
from tests.world_files import files
from tests.worlds import draw_apart

AS_OF, LANDED_AT = date(2024, 11, 30), datetime(2026, 11, 1, tzinfo=UTC)
WORLD_COUNT, WORLD_SEED, LAGS = 14, 9, (None, 10, None, 95, None)
DEMO_SEED, DEMO_INVOICES, DEMO_AS_OF = 3, 500, date(2026, 10, 31)
UNIT_DAY = date(2026, 1, 31)
EVERYTHING_KNOWN = "9999-12-31 00:00:00"


@dataclass(frozen=True, slots=True)
class Model:
    """A model as compiled: where it stands, and which models need it."""

    name: str
    relation: str
    kind: str
    body: str
    needs: tuple[str, ...]
    not_null: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A blocking check as compiled: it fails on the rows that it returns."""

    name: str
    body: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitTest:
    """A unit test as run: the model's statement on given rows, beside the rows that a person expects."""

    name: str
    model: str
    statement: str
    body: str


@dataclass(frozen=True, slots=True)
class Base:
    """A built company: its warehouse and everything that runs in it."""

    warehouse: Path
    models: dict[str, Model]
    checks: tuple[Check, ...]
    units: tuple[UnitTest, ...]
    as_of: date
    extracts: tuple[Extract, ...]
    ledger: Ledger | None


def of_worlds(folder: Path) -> Base:
    """Build the drawn companies; their re-performance says what must come out."""
    worlds, rates = draw_apart(WORLD_COUNT, seed_number=WORLD_SEED)
    sent = files(worlds, rates, lags=LAGS)
    settings = homes.land(sent, home=folder / "worlds")
    homes.build_home(settings, as_of=AS_OF)
    extracts = tuple(file.extract for file in sent)
    return _base(settings, as_of=AS_OF, extracts=extracts, ledger=perform(extracts))


def of_demo(folder: Path) -> Base:
    """Build a small demo company, which has behavior, disputes, reports and a general ledger."""
    settings = Settings(home=folder / "demo")
    company.write_extracts(settings.inbox, seed=DEMO_SEED, invoices=DEMO_INVOICES, as_of=DEMO_AS_OF)
    landing.land(settings=settings, received_at=LANDED_AT)
    homes.build_home(settings, as_of=DEMO_AS_OF)
    return _base(settings, as_of=DEMO_AS_OF, extracts=(), ledger=None)


def downstream(models: dict[str, Model], name: str) -> list[Model]:
    """Return the model and all that follows from it, each after what it needs."""
    reached, order = {name}, [models[name]]
    left = [model for model in models.values() if model.name != name]
    while following := [m for m in left if reached.intersection(m.needs)]:
        # what follows only from models that are not waiting themselves comes first
        waiting = {model.name for model in _closure(left, following)}
        ready = [m for m in following if not waiting.intersection(m.needs)]
        order += ready
        reached.update(model.name for model in ready)
        left = [model for model in left if model not in ready]
    return order


def _closure(left: Sequence[Model], first: Sequence[Model]) -> list[Model]:
    found = {model.name: model for model in first}
    while more := [m for m in left if m.name not in found and found.keys() & set(m.needs)]:
        found.update({model.name: model for model in more})
    return list(found.values())


def _base(settings: Settings, *, as_of: date, extracts: tuple[Extract, ...], ledger: Ledger | None) -> Base:
    variables = {"as_of_date": as_of.isoformat(), "known_at": inputs.EVERYTHING_KNOWN.isoformat(sep=" ")}
    _dbt(settings, "compile", variables=variables)
    manifest = _manifest(settings)
    units = () if ledger is None else _units(settings)
    models = [_model(node, manifest) for node in _nodes(manifest, "model")]
    checks = [
        Check(node["name"], node["compiled_code"], _needs(node, manifest))
        for node in _nodes(manifest, "test")
        if str(node["config"]["severity"]).lower() == "error"
    ]
    return Base(
        settings.warehouse, {m.name: m for m in models}, tuple(checks), units, as_of, extracts, ledger
    )


def _units(settings: Settings) -> tuple[UnitTest, ...]:
    """Run the unit tests once, and keep what dbt ran."""
    variables = {"as_of_date": UNIT_DAY.isoformat(), "known_at": EVERYTHING_KNOWN}
    _dbt(settings, "test", variables=variables, selection=("--select", "test_type:unit"))
    found = []
    for unit in _manifest(settings)["unit_tests"].values():
        place = (
            Path(unit["original_file_path"]) / Path(unit["original_file_path"]).parent / f"{unit['name']}.sql"
        )
        compiled, run = (
            (settings.dbt_target / kind / unit["package_name"] / place).read_text(encoding="utf-8")
            for kind in ("compiled", "run")
        )
        assert compiled.strip() in run
        found.append(UnitTest(unit["name"], unit["model"], compiled.strip(), run))
    return tuple(found)


def _model(node: dict[str, Any], manifest: dict[str, Any]) -> Model:
    """Read a model; its contract's columns that must not be null are checked as dbt would enforce them."""
    kind = "view" if node["config"]["materialized"] == "view" else "table"
    not_null = [
        str(column["name"])
        for column in node["columns"].values()
        if any(constraint["type"] == "not_null" for constraint in column["constraints"])
    ]
    relation = f"{node['schema']}.{node['name']}"
    return Model(node["name"], relation, kind, node["compiled_code"], _needs(node, manifest), tuple(not_null))


def _needs(node: dict[str, Any], manifest: dict[str, Any]) -> tuple[str, ...]:
    return tuple(
        manifest["nodes"][key]["name"]
        for key in node["depends_on"]["nodes"]
        if key in manifest["nodes"] and manifest["nodes"][key]["resource_type"] == "model"
    )


def _nodes(manifest: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [node for node in manifest["nodes"].values() if node["resource_type"] == kind]


def _manifest(settings: Settings) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((settings.dbt_target / "manifest.json").read_text(encoding="utf-8"))
    return content


def _dbt(settings: Settings, verb: str, *, variables: dict[str, str], selection: Sequence[str] = ()) -> None:
    command = dbt_command(settings, variables=variables, verb=verb, selection=selection)
    command = [word for word in command if word not in {"--exclude-resource-type", "unit_test"}]
    finished = subprocess.run(
        command, env=settings.process_environment(), cwd=settings.dbt_project, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert finished.returncode == 0, (finished.stdout + finished.stderr)[-4000:]
