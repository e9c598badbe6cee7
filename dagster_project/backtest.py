"""Forecasts made again at past days, with what was known then, beside what came.

Holds the protocol: rolling origins, the models compared, what came in each week, and the bands' past misses.
Does not hold: the scores (``scores``), reading of tables, the clock.
Called by track_record and backtest_report.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from dagster_project import hazard_parts, prediction, stack
from dagster_project.bands import Band, Miss, bands, misses_of, scales_of
from dagster_project.forecast import Receipts, forecast
from dagster_project.hazard_parts import Method, Parts
from dagster_project.ledger_days import NEVER, Days, Flags, Numbers, Pieces, known
from dagster_project.prediction import CHUNK, NO_DAYS, Model, chances
from dagster_project.stack import Stack

WEEKS = 13
REFIT_DAYS = 28  # what is learnt is learnt again so often
YEAR_WEEKS = 52
FLAT_WEEKS = (8, 13)
MISS_DAYS = 364  # misses older than this say nothing of today

Oracle = Callable[[int, Flags], Numbers]
"""Return, at the end of a day, the true chance by week's end of each piece chosen."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One forecast made again: by model what it said of each week, and what came."""

    day: int
    method: Method
    open_actual: Numbers
    total_actual: Numbers
    open_models: Mapping[str, Numbers]
    total_models: Mapping[str, Numbers]
    bands: Mapping[str, Band]


@dataclass(frozen=True, slots=True)
class Memory:
    """What a rolling backtest has fitted so far: counted parts by day, and the stack of the last refit."""

    pieces: Pieces
    holidays: Days
    parts: dict[int, Parts]
    refit_days: int = REFIT_DAYS
    learnt: dict[int, Stack] = field(default_factory=dict)

    def model(self, day: int) -> Model:
        """Return the model of a day; only what was known on that day goes into it."""
        last = max((one for one in self.learnt if one > day - self.refit_days), default=None)
        model = prediction.fit(
            self.pieces,
            as_of=day,
            holidays=self.holidays,
            parts_of=self.parts_of,
            learnt=None if last is None else self.learnt[last],
        )
        if last is None and model.stack is not None:
            self.learnt[day] = model.stack
        return model

    def parts_of(self, day: int) -> Parts:
        if day not in self.parts:
            count = int(self.pieces.customer.max(initial=-1)) + 1
            self.parts[day] = hazard_parts.fit(
                known(self.pieces, as_of=day), as_of=day, customer_count=count, holidays=self.holidays
            )
        return self.parts[day]


def origins_of(*, first: int, last: int, count: int, step: int = 7) -> list[int]:
    """Return the days of the origins, oldest first: half a year before each, thirteen weeks after."""
    newest = last - 7 * WEEKS
    days = [newest - step * number for number in range(count)]
    return sorted(day for day in days if day >= first + 182)


def run(
    pieces: Pieces,
    *,
    origins: Sequence[int],
    holidays: Days = NO_DAYS,
    oracle: Oracle | None = None,
) -> list[Origin]:
    """Forecast at each origin, oldest first; bands are scaled by the misses of the origins before."""
    memory = Memory(pieces, holidays, {})
    step = int(np.diff(origins).min(initial=REFIT_DAYS)) if len(origins) > 1 else REFIT_DAYS
    found: list[Origin] = []
    raw: list[tuple[int, Mapping[str, Band]]] = []
    for day in origins:
        model, receipts, items, paid_by = forecast_on(memory, day)
        misses = past_misses(pieces, raw, day=day)
        scaled = bands(receipts, scales=scales_of(misses, days_between=step))
        raw.append((day, bands(receipts)))
        found.append(_origin(memory, model, receipts, items, paid_by, scaled, oracle=oracle))
    return found


def actuals_of(pieces: Pieces, *, day: int, until: int = NEVER) -> dict[str, Numbers]:
    """Return what came in each week after a day: from what was open then, and in all; ended weeks only."""
    weeks = min(max((until - day) // 7, 0), WEEKS)
    week = (pieces.closed - day - 1) // 7
    came = pieces.is_paid & (week >= 0) & (week < weeks)
    was_open = came & (pieces.posted <= day)
    cash = pieces.cash
    everything = summed(week[came], cash[came], count=weeks)
    return {
        "open": summed(week[was_open], cash[was_open], count=weeks),
        "receipts": everything,
        "cumulative": np.cumsum(everything),
    }


def summed(place: Days, values: Numbers, *, count: int) -> Numbers:
    """Return the sums of values by place; places from `count` on are left out."""
    sums: Numbers = np.bincount(place, weights=values, minlength=count)[:count]  # type: ignore[assignment]
    return sums


def forecast_on(memory: Memory, day: int) -> tuple[Model, Receipts, Pieces, Numbers]:
    model = memory.model(day)
    items = model.view.where(model.view.is_open)
    paid_by = chances(model, items)
    ends = range(day + 7, day + 7 * WEEKS + 1, 7)
    receipts = forecast(model, items, paid_by, week_ends=ends, holidays=memory.holidays)
    return model, receipts, items, paid_by


def past_misses(pieces: Pieces, raw: Iterable[tuple[int, Mapping[str, Band]]], *, day: int) -> list[Miss]:
    return [
        miss
        for origin, found in raw
        if origin >= day - MISS_DAYS and found["receipts"].p50 is not None
        for miss in misses_of(found, actuals_of(pieces, day=origin, until=day))
    ]


def _origin(
    memory: Memory,
    model: Model,
    receipts: Receipts,
    items: Pieces,
    paid_by: Numbers,
    scaled: Mapping[str, Band],
    *,
    oracle: Oracle | None,
) -> Origin:
    pieces, day = memory.pieces, model.as_of
    actuals = actuals_of(pieces, day=day)
    open_models = {"cartera": _weekly(items, paid_by)} | _rivals(model, items)
    if oracle is not None:
        is_open = (pieces.posted <= day) & (pieces.closed > day)
        open_models["oracle"] = np.diff(items.cash @ oracle(day, is_open), prepend=0.0)
    total_models = {"cartera": scaled["receipts"].expected} | flat_forecasts(model.view, day=day)
    return Origin(day, model.method, actuals["open"], actuals["receipts"], open_models, total_models, scaled)


def _rivals(model: Model, items: Pieces) -> dict[str, Numbers]:
    """Return what simpler models say of the open book."""
    found = {"due_date": _on_day(items, items.due, as_of=model.as_of)}
    found["customer_median"] = _on_day(items, items.due + _medians(model.view, items), as_of=model.as_of)
    if model.parts is None:
        return found
    names = ("pooled", "kaplan_meier", "no_learning")
    sums = {name: np.zeros(WEEKS) for name in names}
    for first in range(0, len(items.due), CHUNK):
        part = items.where(np.arange(first, min(first + CHUNK, len(items.due))))
        hazards = hazard_parts.hazards(model.parts, part, days=stack.HORIZON_DAYS)
        no_learning = hazard_parts.mixed(hazards, method="location_and_clock")
        for name, daily in zip(names, (hazards.pooled, hazards.customer, no_learning), strict=True):
            sums[name] += _weekly(part, prediction.accumulated(model, part, daily))
    return found | sums


def _weekly(items: Pieces, paid_by: Numbers) -> Numbers:
    return np.diff(items.cash @ paid_by[:, 6 : 7 * WEEKS : 7].astype(np.float64), prepend=0.0)


def _on_day(items: Pieces, day: Days, *, as_of: int) -> Numbers:
    """Place each item wholly in one week; what should have come already comes in the first."""
    week = np.maximum(day - as_of - 1, 0) // 7
    return summed(np.minimum(week, WEEKS), items.cash, count=WEEKS)


def _medians(view: Pieces, items: Pieces) -> Days:
    """Return the median lateness of each item's customer; of all customers where it never paid."""
    paid = view.where(view.is_paid & view.is_invoiced)
    late = paid.closed - paid.due
    overall = int(np.median(late)) if len(late) else 0
    order = np.lexsort((late, paid.customer))
    count = int(view.customer.max(initial=-1)) + 1
    sizes = np.bincount(paid.customer, minlength=count)
    first = np.cumsum(sizes) - sizes
    medians = np.full(count, overall, dtype=np.int64)
    has = sizes > 0
    medians[has] = late[order][first[has] + sizes[has] // 2]
    return medians[items.customer]


def flat_forecasts(view: Pieces, *, day: int) -> dict[str, Numbers]:
    """Return the flat means of past receipts, and the same weeks of last year where there were any."""
    paid = view.where(view.is_paid)
    weeks_ago = (day - paid.closed) // 7
    came = np.bincount(weeks_ago, weights=paid.cash, minlength=YEAR_WEEKS)
    found = {f"flat_{weeks}_weeks": np.full(WEEKS, came[:weeks].mean()) for weeks in FLAT_WEEKS}
    if len(view.posted) and day - int(view.posted.min()) >= 7 * (YEAR_WEEKS + 4):
        found["last_year"] = came[YEAR_WEEKS - 1 - np.arange(WEEKS)]
    return found
