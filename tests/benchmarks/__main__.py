"""The benchmarks of the ledger, printed as one table.

Holds the two runs, the report and its page ``docs/benchmarks.md``.
Does not hold: the measuring itself.
Called by hand and by ``cartera bench``: ``python -m tests.benchmarks [--documents N] [--write]``.
"""

import argparse
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from dagster_project.settings import PROJECT_ROOT
from tests.benchmarks.bench_ledger import Ratio, Run, run_naive, run_scale

PAGE = PROJECT_ROOT / "docs" / "benchmarks.md"
ABOUT = (
    "The machine is shared, so CPU seconds (user and system, all threads) are the figure. The compiled",
    "models run in one DuckDB process with 2 threads and 4 GB; dbt's own start-up and the landing are not",
    "in these figures. Documents are debits and credits. A typed load is `read_csv` with named types of the",
    "same files into a DuckDB file. The naive form is every day beside every slice, with equal results.",
)
NAIVE_DOCUMENTS, SHOWN_MODELS = 100_000, 12


def main() -> int:
    """Print the table; exit 1 if a ratio is not met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=1_000_000)
    options.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        naive = run_naive(Path(folder) / "naive", documents=min(NAIVE_DOCUMENTS, given.documents))
        scaled = run_scale(Path(folder) / "scale", documents=given.documents)
    page = report(scaled, naive=naive)
    sys.stdout.write(page)
    if given.write:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page, encoding="utf-8")
    return 0 if all(ratio.is_met for ratio in scaled.ratios + naive.ratios[:1]) else 1


def report(scaled: Run, *, naive: Run) -> str:
    """Return the page."""
    rows = [_row(ratio) for ratio in (*scaled.ratios, *naive.ratios)]
    models = [
        f"| `{cost.label}` | {cost.cpu_seconds:.2f} | {cost.wall_seconds:.2f} |"
        for cost in scaled.models[:SHOWN_MODELS]
    ]
    return "\n".join(
        [
            "# Benchmarks",
            "",
            f"Measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC in one run on {_machine()}.",
            *ABOUT,
            "",
            "| ratio | documents | ours, CPU s | other, CPU s | ratio | asked | met |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
            "The dearest models of the run at scale:",
            "",
            "| model | CPU s | wall s |",
            "|---|---|---|",
            *models,
            "",
        ]
    )


def _row(ratio: Ratio) -> str:
    asked = f"{'≥' if ratio.at_least else '≤'} {ratio.asked:g}"
    return (
        f"| {ratio.name} | {ratio.documents:,} | {ratio.ours_seconds:.2f} | {ratio.other_seconds:.2f} "
        f"| {ratio.ratio:.2f} | {asked} | {'yes' if ratio.is_met else 'no'} |"
    )


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
