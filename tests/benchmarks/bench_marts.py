"""What the marts of receivables cost beside a plain load of the same files, and how that grows.

Holds runs of growing size, each model in CPU seconds, their ratios and exponents, and the page of them.
Does not hold: the ledger's own targets (``bench_ledger``), nor marts of the bank and of cash.
Called by hand: ``python -m tests.benchmarks.bench_marts --documents 100000 1000000 [--write]``.
"""

import argparse
import math
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dagster_project.settings import PROJECT_ROOT
from tests import dictionary
from tests.benchmarks.bench_ledger import SLICES, load_seconds, prepare, run_models
from tests.benchmarks.compiled import Model, upstream

PAGE = PROJECT_ROOT / "docs" / "benchmarks_marts.md"
ELSEWHERE = ("fct_bank", "fct_cash", "fct_payment")
EVENTS = "fct_ledger_events"
CORE = (
    "fct_aging_daily",
    "fct_receivables_daily",
    "fct_dso_monthly",
    "fct_roll_rates_monthly",
    "fct_recovery_cohorts",
    "fct_aging_customers_monthly",
)
SHOWN_FROM_SECONDS, ASKED_EXPONENT = 0.5, 1.3


@dataclass(frozen=True, slots=True)
class Size:
    """One run: its documents, the typed load and each model, in CPU seconds."""

    documents: int
    load: float
    models: dict[str, float]
    sets: dict[str, tuple[str, ...]]

    def ratio(self, name: str) -> float:
        return sum(self.models[model] for model in self.sets[name]) / self.load


def main() -> int:
    """Print the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, nargs="+", default=[100_000, 1_000_000])
    options.add_argument("--write", action="store_true", help="write docs/benchmarks_marts.md")
    given = options.parse_args()
    page = "\n".join(_page([run(documents) for documents in sorted(given.documents)]))
    sys.stdout.write(page)
    if given.write:
        PAGE.write_text(page, encoding="utf-8")
    return 0


def run(documents: int) -> Size:
    """Write, land, load and build once at that size."""
    with tempfile.TemporaryDirectory() as folder:
        home = prepare(Path(folder), documents=documents)
        marts = [
            name
            for name in dict.fromkeys(metric.mart for metric in dictionary.metrics())
            if not name.startswith(ELSEWHERE) and name in home.models
        ]
        needed = {m.name: m for mart in marts for m in upstream(home.models, mart=mart)}
        load = load_seconds(home)
        costs = run_models(needed.values(), database=home.settings.warehouse, staged=False)
    slices = _names(upstream(home.models, mart=SLICES))
    core = {name for mart in CORE for name in _names(upstream(home.models, mart=mart))}
    sets = {
        "raw to ledger events": _names(upstream(home.models, mart=EVENTS)),
        "core marts from slices": tuple(core - set(slices)),
        "all marts of receivables": tuple(needed),
    }
    return Size(home.counts.documents, load, {cost.label: cost.cpu_seconds for cost in costs}, sets)


def _names(models: Sequence[Model]) -> tuple[str, ...]:
    return tuple(model.name for model in models)


def _page(sizes: Sequence[Size]) -> Iterator[str]:
    yield "# Benchmarks of the marts\n"
    yield f"Measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, one run per size, {platform.machine()}, on a"
    yield "shared machine: CPU seconds, as in benchmarks.md. Staging is views, as a build runs it.\n"
    yield (
        "| ratio to a typed load of the same files | "
        + " | ".join(f"{s.documents:,}" for s in sizes)
        + " | asked |"
    )
    yield "|---|" + "---|" * (len(sizes) + 1)
    yield "| typed load, CPU s | " + " | ".join(f"{size.load:.2f}" for size in sizes) + " | |"
    for name, asked in (
        ("raw to ledger events", "≤ 8"),
        ("core marts from slices", "≤ 5"),
        ("all marts of receivables", "≤ 20"),
    ):
        yield f"| {name} | " + " | ".join(f"{size.ratio(name):.2f}" for size in sizes) + f" | {asked} |"
    yield f"\nModels above {SHOWN_FROM_SECONDS} CPU s at the largest size; growth (≤ {ASKED_EXPONENT}):\n"
    yield "| model | " + " | ".join(f"{size.documents:,}" for size in sizes) + " | exponent |"
    yield "|---|" + "---|" * (len(sizes) + 1)
    largest = sizes[-1]
    for model, seconds in sorted(largest.models.items(), key=lambda pair: -pair[1]):
        if seconds >= SHOWN_FROM_SECONDS:
            cells = " | ".join(f"{size.models[model]:.2f}" for size in sizes)
            yield f"| `{model}` | {cells} | {_exponent(sizes, model)} |"
    yield ""


def _exponent(sizes: Sequence[Size], model: str) -> str:
    """Return the growth from the smallest to the largest size."""
    first, last = sizes[0], sizes[-1]
    if first is last or first.models[model] <= 0:
        return ""
    growth = math.log(last.models[model] / first.models[model])
    return f"{growth / math.log(last.documents / first.documents):.2f}"


if __name__ == "__main__":
    sys.exit(main())
