"""When a customer next pays anything, and what it then pays: the clock of its pay-runs.

Holds the gaps between a customer's days of payment, their weekdays, and the share that a run pays.
Does not hold: the lateness of single pieces (``lateness``, ``hazard_curves``).
Called by prediction and stack.
"""

from dataclasses import dataclass

import numpy as np

from dagster_project import pay_calendars
from dagster_project.hazard_curves import BINS, lateness_bin
from dagster_project.ledger_days import NEVER, Days, Numbers, Pieces, weekday

WINDOW_DAYS = 365
AGES = 63  # days since the last run: 1 to 62, and more
GAP_CLASSES = np.array([2, 4, 8, 16, 32])  # median days between runs at which a class begins
GAP_WEIGHT, WEEKDAY_WEIGHT, SHARE_WEIGHT = 3.0, 3.0, 4.0  # pseudo-runs and pseudo-items towards all
WEEKDAY_INPUT_WEIGHT = 8.0
MOST_PAIRS = (
    4_000_000  # of a piece and a run that could have paid it; with more, every second piece is read, or third
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A row per customer: its runs, their gaps, weekdays and calendars, and what a run pays by lateness."""

    as_of: int
    run_keys: Days
    last_run: Days
    median_gap: Numbers
    gap_hazards: Numbers
    weekdays: Numbers
    weekday_inputs: Numbers
    base: Numbers
    calendars: Numbers
    shares: Numbers
    batch: Numbers


def fit(history: Pieces, *, as_of: int, customer_count: int, holidays: Days) -> Clock:
    """Count the runs of the year before the end of a day; `history` is a view of that day."""
    start = as_of - WINDOW_DAYS + 1
    recent = history.where(history.is_paid & (history.closed >= start))
    run_keys = np.unique(run_key(recent.customer, recent.closed))
    customer, day = run_keys // NEVER, run_keys % NEVER
    runs = np.bincount(customer, minlength=customer_count)
    last_run = np.full(customer_count, as_of - AGES, dtype=np.int64)
    last_run[customer] = day  # in order: the newest stays
    same = customer[1:] == customer[:-1]
    gap_customer, gap = customer[1:][same], (day[1:] - day[:-1])[same]
    median_gap = _medians(gap_customer, gap, count=customer_count)
    paid = np.bincount(recent.customer, minlength=customer_count)
    counted = np.bincount(customer * 7 + weekday(day), minlength=customer_count * 7).reshape(-1, 7)
    overall = (counted.sum(axis=0) + 1.0) / (counted.sum() + 7.0)
    base = 7.0 * overall
    run_factors = pay_calendars.factors(np.arange(start, as_of + 1), base, holidays=holidays)[:, day - start]
    return Clock(
        as_of=as_of,
        run_keys=run_keys,
        last_run=last_run,
        median_gap=median_gap,
        gap_hazards=_gap_hazards(gap_customer, gap, as_of - last_run, runs > 0, median_gap),
        weekdays=_factors(counted, overall, weight=WEEKDAY_WEIGHT),
        weekday_inputs=np.log(np.maximum(_factors(counted, overall, weight=WEEKDAY_INPUT_WEIGHT), 1e-3)),
        base=base,
        calendars=pay_calendars.kept(customer, run_factors, customer_count=customer_count),
        shares=_shares(history, run_keys, as_of=as_of, customer_count=customer_count),
        batch=np.where(paid > 0, 1.0 - runs / np.maximum(paid, 1), 0.0),
    )


def run_key(customer: Days, day: Days) -> Days:
    """Return one number that sorts by customer, then by day."""
    return customer * NEVER + day


def day_factors(clock: Clock, customers: Days, *, days: int, holidays: Days) -> Numbers:
    """Return, per customer and day ahead, how many times as likely a run is as on an average day."""
    ahead = clock.as_of + 1 + np.arange(days)
    by_calendar = pay_calendars.factors(ahead, clock.base, holidays=holidays)
    kept = clock.calendars[customers]
    own = clock.weekdays[customers][:, weekday(ahead)]
    return kept[:, 1:] @ by_calendar[1:] + kept[:, :1] * own


def run_chances(clock: Clock, customers: Days, factors: Numbers) -> Numbers:
    """Return, per customer and day ahead, the chance of a run: the age walks on from the last one."""
    log_survival = np.log1p(-np.minimum(clock.gap_hazards[customers], 0.999))
    age = np.clip(clock.as_of + 1 - clock.last_run[customers], 1, AGES) - 1
    state = np.zeros((len(customers), AGES))
    state[np.arange(len(customers)), age] = 1.0
    chances = np.empty_like(factors)
    for ahead in range(factors.shape[1]):
        paying = state * -np.expm1(log_survival * factors[:, [ahead]])
        chances[:, ahead] = paying.sum(axis=1)
        state -= paying
        state[:, -1] += state[:, -2]
        state[:, 1:-1] = state[:, :-2].copy()
        state[:, 0] = chances[:, ahead]
    return chances


def _factors(counted: Days, overall: Numbers, *, weight: float) -> Numbers:
    total = counted.sum(axis=1, keepdims=True)
    factors: Numbers = 7.0 * (counted + weight * overall) / (total + weight)
    return factors


def _medians(group: Days, values: Days, *, count: int) -> Numbers:
    """Return the median of each group; a group without values has more than the longest gap."""
    order = np.lexsort((values, group))
    sizes = np.bincount(group, minlength=count)
    first = np.cumsum(sizes) - sizes
    medians = np.full(count, float(AGES))
    has = sizes > 0
    low, high = first[has] + (sizes[has] - 1) // 2, first[has] + sizes[has] // 2
    ranked = values[order]
    medians[has] = (ranked[low] + ranked[high]) / 2.0
    return medians


def _gap_hazards(customer: Days, gap: Days, age: Days, has_run: np.ndarray, median_gap: Numbers) -> Numbers:
    """Return the chance of a run by days since the last, shrunk to customers with gaps as long."""
    count = len(median_gap)
    ended = np.clip(gap, 1, AGES) - 1
    open_customer = np.flatnonzero(has_run)
    open_age = np.clip(age[open_customer], 0, AGES)
    events = np.bincount(customer * AGES + ended, minlength=count * AGES).reshape(count, AGES)
    stops = np.bincount(customer * (AGES + 1) + ended + 1, minlength=count * (AGES + 1))
    stops = stops + np.bincount(open_customer * (AGES + 1) + open_age, minlength=count * (AGES + 1))
    starts = np.bincount(customer, minlength=count) + has_run
    at_risk = starts[:, None] - np.cumsum(stops.reshape(count, AGES + 1), axis=1)[:, :-1]
    kind = np.searchsorted(GAP_CLASSES, median_gap, side="right")
    paid, risk = _smooth(events.astype(np.float64)), _smooth(at_risk.astype(np.float64))
    kinds = np.arange(len(GAP_CLASSES) + 1)
    by_kind = np.stack(
        [(paid[kind == one].sum(axis=0) + 0.05) / (risk[kind == one].sum(axis=0) + 1.0) for one in kinds]
    )
    hazards: Numbers = (paid + GAP_WEIGHT * by_kind[kind]) / (risk + GAP_WEIGHT)
    return hazards


def _shares(history: Pieces, run_keys: Days, *, as_of: int, customer_count: int) -> Numbers:
    """Return the share of the items open at a customer's run that the run paid, by days past due."""
    start = np.maximum(history.posted, as_of - WINDOW_DAYS + 1)
    first = np.searchsorted(run_keys, run_key(history.customer, start))
    last = np.searchsorted(
        run_keys, run_key(history.customer, np.minimum(history.closed, as_of)), side="right"
    )
    held = np.maximum(last - first, 0)
    held = np.where(np.arange(len(held)) % (held.sum() // MOST_PAIRS + 1) == 0, held, 0)
    piece = np.repeat(np.arange(len(held)), held)
    run = np.arange(len(piece)) - np.repeat(np.cumsum(held) - held, held) + np.repeat(first, held)
    cell = history.customer[piece] * BINS + lateness_bin(run_keys[run] % NEVER - history.due[piece])
    is_paid = history.is_paid[piece] & (run_keys[run] % NEVER == history.closed[piece])
    shape = (customer_count, BINS)
    open_count = np.bincount(cell, minlength=customer_count * BINS).reshape(shape).astype(np.float64)
    paid_count = np.bincount(cell[is_paid], minlength=customer_count * BINS).reshape(shape).astype(np.float64)
    open_count, paid_count = _smooth(_smooth(open_count)), _smooth(_smooth(paid_count))
    pooled = (paid_count.sum(axis=0) + 0.01) / (open_count.sum(axis=0) + 0.1)
    shares: Numbers = (paid_count + SHARE_WEIGHT * pooled) / (open_count + SHARE_WEIGHT)
    return np.clip(shares, 0.0, 0.999)


def _smooth(counts: Numbers) -> Numbers:
    padded = np.pad(counts, ((0, 0), (1, 1)), mode="edge")
    return 0.25 * padded[:, :-2] + 0.5 * counts + 0.25 * padded[:, 2:]
