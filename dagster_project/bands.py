"""How sure a forecast is: the spread of its draws, widened or narrowed by how far past forecasts missed.

Holds the bands of each line, of all receipts and of their running sum, and the scale from past misses.
Does not hold: draws (``forecast``), past forecasts (``backtest``).
Called by backtest and computed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from dagster_project.forecast import OPEN_LINES, Receipts, total
from dagster_project.ledger_days import Numbers

MARGIN = 0.02  # of a mean week: what the model itself does not know
OPEN_WEEKS = 4  # in which most of an open book comes in
LEAD_GROUPS = (2, 5, 13)  # last week ahead of each group of leads
GOAL = 0.8
PRIOR_MISSES, PRIOR_SCALE = 2.0, 1.0
LEAST_SCALE = 0.85  # a calm year does not promise another
FEWEST_MISSES = 4
OVERLAP_DAYS, LONG_LEAD_OVERLAP = 28.0, 1.5  # origins closer than this tell the same story
SERIES = ("open", "receipts", "cumulative")


@dataclass(frozen=True, slots=True)
class Band:
    """Expected value and three quantiles of each week; no quantiles where there is too little history."""

    expected: Numbers
    p10: Numbers | None = None
    p50: Numbers | None = None
    p90: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """How far an actual lay from the median, in half-widths of the raw band on its side; + is above."""

    series: str
    lead: int
    distance: float


@dataclass(frozen=True, slots=True)
class Scales:
    """By series, side (0 below, 1 above) and group of leads; what is not named is 1."""

    values: Mapping[tuple[str, int, int], float] = field(default_factory=dict)

    def of(self, series: str, side: int, *, weeks: int) -> Numbers:
        groups = np.searchsorted(LEAD_GROUPS, np.arange(1, weeks + 1))
        return np.array([self.values.get((series, side, int(group)), 1.0) for group in groups])


NO_SCALES = Scales()


def bands(receipts: Receipts, *, scales: Scales = NO_SCALES) -> dict[str, Band]:
    """Return the band of each line, of the open book, of all receipts, and of their running sum."""
    open_book = total([receipts.expected[name] for name in OPEN_LINES])
    everything = open_book + receipts.expected["new_billing"]
    means = {
        **receipts.expected,
        "open": open_book,
        "receipts": everything,
        "cumulative": np.cumsum(everything),
    }
    if receipts.paths is None:
        return {name: Band(mean) for name, mean in means.items()}
    drawn_open = total([receipts.paths[name] for name in OPEN_LINES])
    drawn = drawn_open + receipts.paths["new_billing"]
    paths = {**receipts.paths, "open": drawn_open, "receipts": drawn, "cumulative": np.cumsum(drawn, axis=1)}
    margins = {name: MARGIN * float(everything.mean()) for name in means}
    margins["open"] = MARGIN * float(open_book.sum()) / OPEN_WEEKS
    return {
        name: _band(mean, paths[name], margin=margins[name], scales=scales, series=_series(name))
        for name, mean in means.items()
    }


def scales_of(misses: Iterable[Miss], *, days_between: int) -> Scales:
    """Return the scale that past misses ask for, pulled towards 1 when they are few."""
    groups: dict[tuple[str, int, int], list[float]] = {}
    for miss in misses:
        group = int(np.searchsorted(LEAD_GROUPS, miss.lead))
        groups.setdefault((miss.series, int(miss.distance > 0), group), []).append(abs(miss.distance))
    return Scales({key: _scale(found, key[2], days_between=days_between) for key, found in groups.items()})


def widest(scales: Iterable[Scales]) -> Scales:
    """Return, for companies together, the widest scale of any: their past misses need not cancel."""
    values: dict[tuple[str, int, int], float] = {}
    for one in scales:
        for key, value in one.values.items():
            values[key] = max(value, values.get(key, LEAST_SCALE))
    return Scales(values)


def misses_of(found: Mapping[str, Band], actuals: Mapping[str, Numbers]) -> list[Miss]:
    """Measure the raw bands of a past forecast by what came; weeks still to end are left out."""
    return [
        Miss(series, week + 1, _distance(found[series], actuals[series], week))
        for series in SERIES
        for week in range(len(actuals[series]))
        if found[series].p50 is not None
    ]


def _distance(band: Band, actual: Numbers, week: int) -> float:
    assert band.p10 is not None and band.p50 is not None and band.p90 is not None  # noqa: PT018
    away = float(actual[week] - band.p50[week])
    half = float(band.p90[week] - band.p50[week] if away > 0 else band.p50[week] - band.p10[week])
    return away / half if half > 0 else 0.0


def _scale(distances: list[float], group: int, *, days_between: int) -> float:
    if len(distances) < FEWEST_MISSES:
        return 1.0
    count = len(distances) * min(days_between / OVERLAP_DAYS, 1.0)
    if group > 0:
        count /= LONG_LEAD_OVERLAP
    reached = float(np.quantile(distances, GOAL))
    return max((count * reached + PRIOR_MISSES * PRIOR_SCALE) / (count + PRIOR_MISSES), LEAST_SCALE)


def _series(name: str) -> str:
    return name if name in SERIES else "open" if name in OPEN_LINES else "receipts"


def _band(mean: Numbers, paths: Numbers, *, margin: float, scales: Scales, series: str) -> Band:
    """Centre the drawn spread on the expected value; receipts are not negative."""
    low, middle, high = np.quantile(paths, (0.1, 0.5, 0.9), axis=0)
    centre, extra = paths.mean(axis=0), margin * (mean > 0)
    p50 = np.maximum(mean + middle - centre, 0.0)
    weeks = len(mean)
    p10 = p50 - (np.maximum(middle - low, 0.0) + extra) * scales.of(series, 0, weeks=weeks)
    p90 = p50 + (np.maximum(high - middle, 0.0) + extra) * scales.of(series, 1, weeks=weeks)
    return Band(mean, np.maximum(np.minimum(p10, mean), 0.0), p50, np.maximum(p90, mean))
