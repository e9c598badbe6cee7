"""What the ledger and the daily aging cost beside a plain load of the same files.

Holds one run and its three ratios: staged tables to daily aging, raw to ledger events, naive form to ours.
Does not hold: landing (``bench_landing``), dbt's start-up, a threshold of wall time.
Called by ``python -m tests.benchmarks`` and by ``bench_marts``.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dagster_project import landing
from dagster_project.settings import Settings
from dagster_project.synthetic import scale
from tests.benchmarks.compiled import Model, compile_models, upstream
from tests.benchmarks.steps import Cost, Step, measure

AS_OF, KNOWN_AT, SEED = "2026-10-31", "2027-01-01 00:00:00", 7
DAILY, EVENTS, SLICES = "fct_aging_daily", "fct_ledger_events", "int_slices"
LOADS = ("load_documents", "load_allocations", "load_customers", "load_rates")


@dataclass(frozen=True, slots=True)
class Ratio:
    """One measured ratio beside what was asked; `at_least` turns the comparison."""

    name: str
    documents: int
    ours_seconds: float
    other_seconds: float
    ratio: float
    asked: float
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        return self.ratio >= self.asked if self.at_least else self.ratio <= self.asked


@dataclass(frozen=True, slots=True)
class Run:
    """The ratios of one run, and the cost of each model, dearest first."""

    ratios: tuple[Ratio, ...]
    models: tuple[Cost, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """A prepared company: its plain files, what landed, and the compiled models."""

    settings: Settings
    files: Path
    counts: scale.ScaleCounts
    models: dict[str, Model]


def run_scale(folder: Path, *, documents: int) -> Run:
    """Measure the two ratios against a typed load."""
    home = prepare(folder, documents=documents)
    load = _seconds(_load(home))
    # The compiled models name the catalog, which is the file's stem.
    piped = home.settings.work / "piped" / home.settings.warehouse.name
    piped.parent.mkdir()
    shutil.copy(home.settings.warehouse, piped)
    costs = _build(home)
    daily = _of(costs, models=upstream(home.models, mart=DAILY), staging=False)
    # As a build runs them: staging is views, read once by what needs each column.
    events = _seconds(run_models(upstream(home.models, mart=EVENTS), database=piped, staged=False))
    ratios = (
        Ratio(
            "staged tables to fct_aging_daily / typed load",
            home.counts.documents,
            daily,
            load,
            daily / load,
            1.0,
        ),
        Ratio(
            "raw to fct_ledger_events / typed load", home.counts.documents, events, load, events / load, 8.0
        ),
    )
    return Run(ratios, tuple(sorted(costs, key=lambda cost: -cost.cpu_seconds)))


def run_naive(folder: Path, *, documents: int) -> Run:
    """Measure the naive form beside ours, from the same slices, and require equal results."""
    home = prepare(folder, documents=documents)
    costs = _build(home)
    shared = upstream(home.models, mart=SLICES)
    alone = [model for model in upstream(home.models, mart=DAILY) if model not in shared]
    ours = _of(costs, models=alone, staging=False)
    whole = _of(costs, models=upstream(home.models, mart=DAILY), staging=False)
    naive, compared = measure(
        [
            Step("naive", "bench/create_naive_aging", {"as_of_date": AS_OF}, {}),
            Step("compared", "bench/read_aging_differences", {}, {}),
        ],
        database=home.settings.warehouse,
    )
    if compared.row[0] or not compared.row[1]:
        raise AssertionError(f"the naive form and ours differ in {compared.row[0]} of {compared.row[1]} rows")
    cost, count = naive.cpu_seconds, home.counts.documents
    ratios = (
        Ratio(
            "naive days x items / ours, from the open items on",
            count,
            ours,
            cost,
            cost / ours,
            20.0,
            at_least=True,
        ),
        Ratio(
            "naive days x items / ours from staged tables",
            count,
            whole,
            cost,
            cost / whole,
            20.0,
            at_least=True,
        ),
    )
    return Run(ratios, tuple(costs))


def prepare(folder: Path, *, documents: int) -> Home:
    """Write, land and compile; the plain files stay for the load that we are compared with."""
    settings, files = Settings(home=folder), folder / "files"
    counts = scale.write(files, documents=documents, seed=SEED)
    shutil.copytree(files, settings.inbox / "erp", copy_function=shutil.copy)
    landed = landing.land(settings=settings, received_at=datetime(2026, 11, 1, tzinfo=UTC))
    if any(file.outcome != "landed" or file.reject_count for file in landed):
        raise AssertionError("the scale files did not land whole; run `cartera land` on them to see why")
    return Home(settings, files, counts, compile_models(settings, as_of_date=AS_OF, known_at=KNOWN_AT))


def load_seconds(home: Home) -> float:
    """Return the CPU of a typed load of the same files."""
    return _seconds(_load(home))


def _load(home: Home) -> list[Cost]:
    steps = [Step(name, f"bench/{name}", {}, {"folder": str(home.files)}) for name in LOADS]
    return measure(steps, database=home.settings.work / "load.duckdb")


def _build(home: Home) -> list[Cost]:
    """Materialize all that the marts and the naive form need, staging as tables, in one process."""
    models = {
        model.name: model for mart in (DAILY, EVENTS, SLICES) for model in upstream(home.models, mart=mart)
    }.values()
    return run_models(models, database=home.settings.warehouse, staged=True)


def run_models(models: Iterable[Model], *, database: Path, staged: bool) -> list[Cost]:
    """Make the models in one process; staging as tables, or as the views that it is."""
    chosen = list(models)
    schemas = sorted({model.schema for model in chosen})
    rooms = [Step("", "bench/create_schema", {}, {"schema": name}) for name in schemas]
    steps = [Step(model.name, "bench/create_model", {}, _names(model, staged=staged)) for model in chosen]
    return [cost for cost in measure([*rooms, *steps], database=database) if cost.label]


def _names(model: Model, *, staged: bool) -> dict[str, str]:
    kind = "table" if staged and model.is_staging else model.kind
    return {"kind": kind, "relation": f"{model.schema}.{model.name}", "body": model.body}


def _of(costs: list[Cost], *, models: list[Model], staging: bool) -> float:
    names = {model.name for model in models if staging or not model.is_staging}
    return sum(cost.cpu_seconds for cost in costs if cost.label in names)


def _seconds(costs: list[Cost]) -> float:
    return sum(cost.cpu_seconds for cost in costs)
