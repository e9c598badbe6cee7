"""What a company's own forecasts of the last year would have said, and what changed since the last one.

Holds the forecasts made again at past days with what was known then, and the bridge from a week ago to today.
Does not hold: the protocol of a backtest (``backtest``), tables, the clock.
Called by computed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dagster_project import prediction
from dagster_project.backtest import (
    WEEKS,
    Memory,
    actuals_of,
    flat_forecasts,
    forecast_on,
    past_misses,
)
from dagster_project.bands import Band, Scales, bands, scales_of
from dagster_project.billing import billing_of, expected_new
from dagster_project.forecast import UNITS, item_weeks
from dagster_project.ledger_days import NEVER, Days, Numbers, Pieces, known, masked
from dagster_project.prediction import NO_DAYS, Model

BETWEEN_DAYS, PAST_FORECASTS = 28, 13
REFIT_DAYS = 182  # to know how far a forecast misses, so often will do
FIRST_DAYS = 182  # of history before a forecast is judged
BRIDGE_DAYS = 7
NEW_BILLING = -1
"""The place of what no invoice stands for yet, in a bridge."""


@dataclass(frozen=True, slots=True)
class Past:
    """A forecast made again at a past day; what came is there for the weeks that have ended."""

    day: int
    bands: Mapping[str, Band]
    naive: Numbers
    last_year: Numbers | None
    came: Numbers


@dataclass(frozen=True, slots=True)
class Step:
    """What one piece, or the billing to come, changes: before and now, in whole ten-thousandths."""

    piece: int
    driver: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Record:
    """Today's model, how wide its bands are to be, the past forecasts, and the bridge from a week ago."""

    model: Model
    scales: Scales
    past: Sequence[Past]
    bridge: Sequence[Step]


def record_of(pieces: Pieces, *, as_of: int, week_ends: Sequence[int], holidays: Days = NO_DAYS) -> Record:
    """Forecast again at days of the last year; only weeks that have ended by now are judged."""
    view = known(pieces, as_of=as_of)
    first = int(view.posted.min(initial=as_of)) + FIRST_DAYS
    days = [as_of - BETWEEN_DAYS * number for number in range(PAST_FORECASTS, 0, -1)]
    memory = Memory(view, holidays, {}, refit_days=REFIT_DAYS)
    raw: list[tuple[int, Mapping[str, Band]]] = []
    past = []
    for day in (one for one in days if one >= first):
        model, receipts, _, _ = forecast_on(memory, day)
        scales = scales_of(past_misses(view, raw, day=day), days_between=BETWEEN_DAYS)
        raw.append((day, bands(receipts)))
        flat = flat_forecasts(model.view, day=day)
        came = actuals_of(view, day=day, until=as_of)["receipts"]
        scaled = bands(receipts, scales=scales)
        past.append(Past(day, scaled, flat["flat_13_weeks"], flat.get("last_year"), came))
    scales = scales_of(past_misses(view, raw, day=as_of), days_between=BETWEEN_DAYS)
    today = prediction.fit(pieces, as_of=as_of, holidays=holidays, parts_of=memory.parts_of)
    told = masked(pieces, as_of=as_of)
    return Record(today, scales, past, _bridge(memory, today, told, week_ends=week_ends))


def _bridge(memory: Memory, today: Model, pieces: Pieces, *, week_ends: Sequence[int]) -> list[Step]:
    """Compare the thirteen weeks expected a week ago with what of them came and is expected now.

    Every piece is in one step, so that the steps sum from one figure to the other.
    """
    before = memory.model(today.as_of - BRIDGE_DAYS)
    ends = [end - BRIDGE_DAYS for end in week_ends]
    then, then_places = _expected(before, pieces, week_ends=ends)
    now, now_places = _expected(today, pieces, week_ends=week_ends[: WEEKS - 1])
    came = pieces.is_paid & (pieces.closed > before.as_of) & (pieces.closed <= today.as_of)
    cash = np.rint(pieces.cash * UNITS).astype(np.int64)
    said = np.zeros(len(cash), dtype=np.int64)
    says = np.where(came, cash, 0)
    said[then_places], says[now_places] = then, now
    drivers = _drivers(pieces, before, today, said, says, came)
    steps = [
        Step(int(place), str(drivers[place]), int(said[place]), int(says[place]))
        for place in np.flatnonzero((said != 0) | (says != 0))
    ]
    billed = [
        _billed(before, ends, memory.holidays),
        _billed(today, week_ends[: WEEKS - 1], memory.holidays),
    ]
    return [*steps, Step(NEW_BILLING, "new_billing", *billed)]


def _expected(model: Model, pieces: Pieces, *, week_ends: Sequence[int]) -> tuple[Days, Days]:
    """Return what each piece open at the model's day is expected to bring, and its place in all pieces."""
    items = model.view.where(model.view.is_open)
    weeks = item_weeks(model, items, prediction.chances(model, items), week_ends=week_ends)
    places = np.flatnonzero((pieces.posted <= model.as_of) & (pieces.closed > model.as_of))
    return weeks.expected.sum(axis=1), places


def _drivers(
    pieces: Pieces, before: Model, today: Model, said: Days, says: Days, came: np.ndarray
) -> np.ndarray:
    """Return why each piece changed: the first that is true."""
    week = (pieces.posted > before.as_of) & (pieces.posted <= today.as_of)
    is_closed = (pieces.closed > before.as_of) & (pieces.closed <= today.as_of)
    disputed = (pieces.disputed > before.as_of) & (pieces.disputed <= today.as_of) & (pieces.settled == NEVER)
    promised = (pieces.promised > before.as_of) & (pieces.promised <= today.as_of)
    return np.select(
        [week, came, is_closed, disputed, promised, says < said],
        ["new_invoices", "paid", "credited", "disputed", "promised", "slipped"],
        default="sooner",
    )


def _billed(model: Model, week_ends: Sequence[int], holidays: Days) -> int:
    ends = np.array(week_ends, dtype=np.int64)
    billing = billing_of(model, week_ends=ends, holidays=holidays)
    return round(float(expected_new(billing).sum()) * UNITS)
