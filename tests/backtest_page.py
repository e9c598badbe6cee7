"""The page ``docs/backtest.md``: twenty companies whose payment process is known, forecast again and again.

Holds its writing from the scores, and which companies and days they are of.
Does not hold: the scores themselves (``dagster_project.scores``).
Called by the long checks, and by a person: ``python -m tests.backtest_page``.
"""

from collections.abc import Iterable, Sequence
from statistics import mean

from dagster_project import backtest_report, report
from dagster_project.scores import Score
from tests.tree import ROOT

SEEDS = range(1, 21)
ORIGINS, STEP = 11, 28
PATH = ROOT / "docs" / "backtest.md"
HEAD = """# How good the forecast is, where the truth is known

Written by `make deep` (or `python -m tests.backtest_page`): {count} companies drawn by
`cartera backtest --synthetic SEED --origins {origins} --step {step}`.

120 customers, half of them with a calendar of pay-runs; 4 % of invoices disputed; a segment that
pays 12 days later from one day on; the largest
customer stops paying; a month without billing. The oracle knows every habit, the change of regime on
its day, and the customer that stopped when it is announced. WAPE = Σ|actual − forecast| / Σ actual.
"""


def write(companies: Sequence[list[Score]]) -> None:
    """Write the means over the companies, and each company's row."""
    parts = [HEAD.format(count=len(companies), origins=ORIGINS, step=STEP)]
    for book, title in (("open", "Open book"), ("total", "All receipts, billing to come included")):
        models = [row.model for row in companies[0] if row.book == book]
        rows = [_means(companies, book, model) for model in models]
        parts.append(f"## {title}, mean of the companies\n\n{_block(rows)}")
    ours = [row for found in companies for row in found if row.model in ("cartera", "oracle")]
    parts.append(f"## Each company, ours and the oracle\n\n```\n{backtest_report.text(ours)}\n```")
    PATH.write_text("\n\n".join(part.strip() for part in parts) + "\n", encoding="utf-8")


def _means(companies: Iterable[list[Score]], book: str, model: str) -> list[object]:
    rows = [row for found in companies for row in found if (row.book, row.model) == (book, model)]
    cells: list[object] = [model]
    for name in backtest_report.COLUMNS[3:]:
        known = [value for row in rows if (value := getattr(row, name)) is not None]
        cells.append(f"{mean(known):.3f}" if known else None)
    return cells


def _block(rows: Iterable[Sequence[object]]) -> str:
    return f"```\n{report.table(['model', *backtest_report.COLUMNS[3:]], rows)}\n```"


if __name__ == "__main__":
    write([backtest_report.of_world(seed=seed, origins=ORIGINS, step=STEP) for seed in SEEDS])
