"""How far forecasts were from what came, in the figures that forecasts are compared by.

Holds weighted error by weeks ahead, bias, error of the sum, and of bands coverage, width and pinball loss.
Does not hold: the forecasts (``backtest``), their printing.
Called by backtest_report.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dagster_project.backtest import Origin
from dagster_project.ledger_days import Numbers

OPEN, TOTAL = "open", "total"
OURS = "cartera"
SERIES = {OPEN: "open", TOTAL: "receipts"}
LEADS = ((0, 4), (4, 8), (8, 13))
LEVELS = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Score:
    """One model on one book: what was open at the origins, or all receipts; only ours has bands."""

    company_id: str
    book: str
    model: str
    wape: float
    weeks_1_4: float
    weeks_5_8: float
    weeks_9_13: float
    bias: float
    sum_error: float
    coverage: float | None = None
    width: float | None = None
    pinball: float | None = None


def scores(origins: Sequence[Origin], *, company_id: str) -> list[Score]:
    """Return a row per book and model that spoke at every origin, ours first, then from the best."""
    found = []
    for book in (OPEN, TOTAL):
        actual = np.stack([one.open_actual if book == OPEN else one.total_actual for one in origins])
        forecasts = [one.open_models if book == OPEN else one.total_models for one in origins]
        rows = [
            _score(company_id, book, model, actual, np.stack([one[model] for one in forecasts]))
            for model in forecasts[-1]
            if all(model in one for one in forecasts)
        ]
        rows[0] = _with_bands(rows[0], origins, actual)
        found += [rows[0], *sorted(rows[1:], key=lambda row: row.wape)]
    return found


def _score(company_id: str, book: str, model: str, actual: Numbers, forecast: Numbers) -> Score:
    error, came = np.abs(forecast - actual), max(float(actual.sum()), 1e-9)
    by_lead = [
        float(error[:, first:last].sum()) / max(float(actual[:, first:last].sum()), 1e-9)
        for first, last in LEADS
    ]
    sums = np.abs(forecast.sum(axis=1) - actual.sum(axis=1))
    bias = float((forecast - actual).sum()) / came
    near, middle, far = by_lead
    sum_error = float(sums.sum()) / came
    return Score(company_id, book, model, float(error.sum()) / came, near, middle, far, bias, sum_error)


def _with_bands(score: Score, origins: Sequence[Origin], actual: Numbers) -> Score:
    """Add how often the bands held what came, and how wide they were for it."""
    found = [one.bands[SERIES[score.book]] for one in origins]
    parts = [[band.p10, band.p50, band.p90] for band in found]
    if any(part is None for band in parts for part in band):
        return score
    low, middle, high = (
        np.stack([part for part in column if part is not None]) for column in zip(*parts, strict=True)
    )
    mean = max(float(actual.mean()), 1e-9)
    losses = [
        float(np.maximum(level * (actual - part), (level - 1.0) * (actual - part)).mean()) / mean
        for level, part in zip(LEVELS, (low, middle, high), strict=True)
    ]
    return Score(
        score.company_id, score.book, score.model, score.wape, score.weeks_1_4, score.weeks_5_8,
        score.weeks_9_13, score.bias, score.sum_error,
        coverage=float(((low <= actual) & (actual <= high)).mean()),
        width=float((high - low).mean()) / mean,
        pinball=float(np.mean(losses)),
    )  # fmt: skip
