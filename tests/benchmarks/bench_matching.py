"""Matching on a generated year whose truth is known: how much is applied, how much of it right, how fast.

Holds one run per seed, the score beside the truth, and the page ``docs/matching.md``.
Does not hold: the cascade (``dbt/models/intermediate/matching``), the search (``dagster_project.matching``).
Called by ``cartera bench``; by hand ``python -m tests.benchmarks.bench_matching [--seeds 1 2 3] [--write]``.
"""

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from dagster_project import computed, matching, warehouse
from dagster_project.settings import PROJECT_ROOT, Settings, load_settings
from tests.benchmarks.compiled import Model, compile_models, upstream

PAGE = PROJECT_ROOT / "docs" / "matching.md"
ENTRIES, FIRST_DATE, DAY_COUNT = 100_000, date(2026, 1, 1), 365
DRAWN = ("plans", "invoices", "payments", "entries")
GIVEN = {"int_bank_entries", "int_companies", "int_customers", "int_match_items"}
LEAST_CONFIDENCE = Decimal("0.98")  # seeds/match_policy.csv
LEAST_PRECISION, LEAST_RECALL, CASCADE_ENTRIES, SEARCHED_ENTRIES = 0.998, 0.85, 500_000, 5_000
ABOUT = (
    "A generated year of bank entries whose truth is known, matched without looking at it: what a rule",
    "of confidence 0.98 or more matches is applied, the rest waits for a person. Precision is the share of",
    "the applied amount that the truth says; recall the share of the true amount that is applied. The last",
    "run of `python -m tests.benchmarks.bench_matching --write`; on a shared machine, so CPU counts.",
)
HEADER = (
    "| seed | entries | precision | asked | recall | asked | SQL, entries/s | asked | search/s | asked |",
    "|---|---|---|---|---|---|---|---|---|---|",
)
TROUBLES = (
    *("without a usable reference", "with a digit of the reference wrong", "paid by someone else"),
    *("duplicates or reversals", "one entry for several invoices", "several entries for one invoice"),
    *("short or over", "round"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What one seed gave."""

    seed: int
    entries: int
    troubles: tuple[int, ...]
    rules: tuple[tuple[str | None, int, int, int, int], ...]
    cascade_seconds: float
    questions: int
    search_seconds: float

    @property
    def precision(self) -> float:
        return self.rules[0][3] / self.rules[0][2]

    @property
    def recall(self) -> float:
        return self.rules[0][3] / self.rules[0][4]


def main() -> int:
    """Print the table; exit 1 if the worst seed is not precise or complete enough."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    options.add_argument("--entries", type=int, default=ENTRIES)
    options.add_argument("--write", action="store_true", help="write docs/matching.md")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(Path(folder))
        (settings.raw / "files").mkdir(parents=True)
        compiled = compile_models(settings, as_of_date="2027-02-28", known_at="2027-03-01 00:00:00")
        models = [
            model
            for model in upstream(compiled, mart="int_matches")
            if model.schema == "intermediate" and "int_match" in model.name and model.name not in GIVEN
        ]
        results = [_run(settings, models, seed=seed, entries=given.entries) for seed in given.seeds]
    page = report(results)
    sys.stdout.write(page)
    if given.write:
        PAGE.write_text(page, encoding="utf-8")
    is_met = min(each.precision for each in results) >= LEAST_PRECISION
    return 0 if is_met and min(each.recall for each in results) >= LEAST_RECALL else 1


def _run(settings: Settings, models: list[Model], *, seed: int, entries: int) -> Result:
    # The compiled models name the catalog, which is the file's stem.
    database = settings.work / f"seed{seed}" / settings.warehouse.name
    database.parent.mkdir()
    shutil.copy(settings.warehouse, database)
    with warehouse.connect(database) as connection:
        _draw(connection, seed=seed, entries=entries)
        warehouse.run(connection, "bench/set_option", option="threads", value="2")
        warehouse.run(connection, "bench/set_option", option="preserve_insertion_order", value="false")
        started = time.process_time()
        for model in models:
            relation = f"intermediate.{model.name}"
            names = {"kind": model.kind, "relation": relation, "body": model.body}
            warehouse.run(connection, "bench/create_model", **names).fetchall()
        cascade_seconds = time.process_time() - started
        questions = list(computed.questions(connection))
        started = time.process_time()
        answers = list(matching.solve(questions))
        search_seconds = time.process_time() - started
        rows = list(computed.proposals(answers))
        connection.register("proposed", pa.Table.from_pylist(rows, schema=computed.PROPOSED))
        score = warehouse.run(connection, "bench/read_matching_score", {"least": LEAST_CONFIDENCE}).fetchall()
        count, *troubles = warehouse.run(connection, "bench/read_matching_troubles").fetchall()[0]
    return Result(
        seed, int(count), tuple(troubles), tuple(score), cascade_seconds, len(questions), search_seconds
    )


def _draw(connection: warehouse.Connection, *, seed: int, entries: int) -> None:
    values = {
        "plans": {"entries": entries, "seed": seed, "first_date": FIRST_DATE, "day_count": DAY_COUNT},
        "invoices": {"seed": seed},
        "payments": {"seed": seed},
        "entries": {"seed": seed, "customers": entries // 50 + 1},
    }
    for name in DRAWN:
        warehouse.run(connection, f"synthetic/create_matching_{name}", values[name])
    for name in ("schema", "bank_entries", "items", "customers", "companies"):
        warehouse.run(connection, f"bench/create_matching_{name}")


def report(results: list[Result]) -> str:
    """Return the page."""
    worst = min(results, key=lambda each: each.precision)
    return "\n".join(
        [
            "# Matching, measured",
            "",
            *ABOUT,
            "",
            *HEADER,
            *map(_row, results),
            "",
            f"The trouble in seed {worst.seed}, in per cent of its entries: "
            + "; ".join(
                f"{part / 10:.1f} {name}" for part, name in zip(worst.troubles, TROUBLES, strict=True)
            )
            + ".",
            "",
            f"Rules that apply, seed {worst.seed}:",
            "",
            "| rule | entries | precision | recall |",
            "|---|---|---|---|",
            *(
                f"| {rule} | {count:,} | {right / matched:.2%} | {right / true:.2%} |"
                for rule, count, matched, right, true in worst.rules
                if rule
            ),
            "",
        ]
    )


def _row(result: Result) -> str:
    return (
        f"| {result.seed} | {result.entries:,} | {result.precision:.3%} | ≥ {LEAST_PRECISION:.1%} "
        f"| {result.recall:.2%} | ≥ {LEAST_RECALL:.0%} "
        f"| {result.entries / result.cascade_seconds:,.0f} | ≥ {CASCADE_ENTRIES:,} "
        f"| {result.questions / result.search_seconds:,.0f} | ≥ {SEARCHED_ENTRIES:,} |"
    )


if __name__ == "__main__":
    sys.exit(main())
