"""A company whose payment process is known to the day, for judging forecasts by an oracle.

Holds customers' habits and pay-runs, a change of regime, a large customer that stops paying, a silent month.
Does not hold: extracts (``company`` writes those of the demo), the models that are judged.
Called by ``backtest_report`` and the tests of backtest.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NEVER = 10**6
FIRST_DAY = 19_600  # a Friday of 2023, counted from 1970
CUSTOMERS, DAYS, A_DAY = 120, 900, 8
TERMS = (0, 15, 30, 45, 60)
RUNS = ("any", "weekly", "fortnight", "half_month", "month_end")
RUN_SHARES = (0.55, 0.15, 0.1, 0.1, 0.1)
DISPUTE_RATE, DISPUTE_LASTS, DISPUTE_BEGINS = 0.04, (9, 55), (6, 45)
REGIME_DAY, REGIME_LAG = 520, 12  # the second segment pays later what is raised from then on
SILENT_DAYS = (430, 460)
DEFAULT_DAY, DEFAULT_SHARE = 640, 0.1  # the first customer's share of invoices, and when it stops paying
ANNOUNCED_DAYS = 45  # it is billed for so long, and only then known to be gone
DRAWS = 400


@dataclass(frozen=True, slots=True)
class World:
    """Invoices with the days on which they were paid, and what only an oracle knows of them."""

    customer: Days
    segment: Days
    posted: Days
    due: Days
    closed: Days
    amount: Numbers
    disputed: Days
    settled: Days
    lag: Numbers
    spread: Numbers
    is_skewed: Flags
    run: Days
    seed: int

    def chances(self, day: int, chosen: Flags, *, weeks: int = 13) -> Numbers:
        """Return the true chance that each chosen invoice, open at a day's end, is paid by a week's end."""
        random = np.random.default_rng((self.seed, day))
        rows = np.flatnonzero(chosen)
        base = _base(self, rows, random, draws=DRAWS)
        disputed = np.where(self.disputed[rows] <= day, self.disputed[rows], NEVER)[:, None]
        begins = self.posted[rows][:, None] + random.integers(*DISPUTE_BEGINS, size=base.shape, endpoint=True)
        lasts = random.integers(*DISPUTE_LASTS, size=base.shape, endpoint=True)
        will = (random.random(base.shape) < DISPUTE_RATE) & (begins > day)
        least = np.maximum(day + 1 - disputed, DISPUTE_LASTS[0])
        still = random.integers(np.minimum(least, DISPUTE_LASTS[1]), DISPUTE_LASTS[1] + 1, size=base.shape)
        settled = np.where(self.settled[rows] <= day, self.settled[rows], NEVER)[:, None]
        ends = np.where(settled < NEVER, settled, disputed + still)
        blocked = np.where(disputed < NEVER, ends, np.where(will, begins + lasts, 0))
        starts = np.where(disputed < NEVER, disputed, begins)
        paid = _paid_on(self, rows, base, starts, blocked)
        alive = (paid > day) & ((self.customer[rows] > 0) | (day < FIRST_DAY + DEFAULT_DAY + ANNOUNCED_DAYS))[
            :, None
        ]
        count = np.maximum((paid > day).sum(axis=1), 1)
        ends_of_weeks = day + 7 * np.arange(1, weeks + 1)
        by_week = [(alive & (paid <= end)).sum(axis=1) / count for end in ends_of_weeks]
        return np.stack(by_week, axis=1)


def draw(seed: int) -> World:
    """Return the company that a number draws."""
    random = np.random.default_rng(seed)
    posted, customer = _issued(random)
    habit = random.integers(4, size=CUSTOMERS)  # early, on time, late, irregular
    lags = np.choose(habit, [-8.0, 1.0, random.uniform(8, 30), 6.0]) + random.normal(0, 3, CUSTOMERS)
    spreads = np.choose(habit, [3.0, 4.0, 8.0, 18.0])
    terms = random.choice(TERMS, size=CUSTOMERS, p=(0.05, 0.1, 0.45, 0.2, 0.2))
    run = random.choice(len(RUNS), size=CUSTOMERS, p=RUN_SHARES)
    segment = random.integers(3, size=CUSTOMERS)
    lag = lags[customer] + np.where(
        (segment[customer] == 1) & (posted >= FIRST_DAY + REGIME_DAY), REGIME_LAG, 0
    )
    size = random.lognormal(0.0, 0.6, CUSTOMERS)
    amount = np.round(1000 * size[customer] * random.lognormal(0.0, 0.7, len(posted)), 2)
    nothing = np.full(len(posted), NEVER)
    world = World(
        customer, segment[customer], posted, posted + terms[customer], nothing, amount, nothing, nothing,
        lag, spreads[customer], habit[customer] == 3, run[customer], seed,
    )  # fmt: skip
    return _lived(world, random)


def _issued(random: np.random.Generator) -> tuple[Days, Days]:
    """Return business days of issue, none in the silent month, and customers: the first is large."""
    posted = FIRST_DAY + np.sort(random.integers(DAYS, size=A_DAY * DAYS))
    offset = posted - FIRST_DAY
    kept = ((posted + 3) % 7 < 5) & ~((offset >= SILENT_DAYS[0]) & (offset < SILENT_DAYS[1]))
    posted = posted[kept]
    weight = 1.0 / (np.arange(CUSTOMERS - 1) + 4) ** 0.8
    shares = np.concatenate([[DEFAULT_SHARE], weight / weight.sum() * (1.0 - DEFAULT_SHARE)])
    customer = random.choice(CUSTOMERS, size=len(posted), p=shares)
    is_gone = (customer == 0) & (posted >= FIRST_DAY + DEFAULT_DAY + ANNOUNCED_DAYS)
    return posted[~is_gone], customer[~is_gone]


def _lived(world: World, random: np.random.Generator) -> World:
    """Draw what happened: disputes, payments, and the customer that stopped."""
    rows = np.arange(len(world.posted))
    base = _base(world, rows, random, draws=1)
    has = random.random(base.shape) < DISPUTE_RATE
    begins = world.posted[:, None] + random.integers(*DISPUTE_BEGINS, size=base.shape, endpoint=True)
    ends = begins + random.integers(*DISPUTE_LASTS, size=base.shape, endpoint=True)
    paid = _paid_on(world, rows, base, begins, np.where(has, ends, 0))[:, 0]
    disputed = has[:, 0] & (begins[:, 0] <= paid)
    stopped = (world.customer == 0) & (paid >= FIRST_DAY + DEFAULT_DAY)
    return World(
        world.customer, world.segment, world.posted, world.due,
        np.where(stopped, NEVER, paid), world.amount,
        np.where(disputed, begins[:, 0], NEVER), np.where(disputed, ends[:, 0], NEVER),
        world.lag, world.spread, world.is_skewed, world.run, world.seed,
    )  # fmt: skip


def _base(world: World, rows: Days, random: np.random.Generator, *, draws: int) -> Days:
    """Return days on which each invoice would be due for payment by habit, before its customer's next run."""
    shape = (len(rows), draws)
    noise = random.normal(size=shape) * world.spread[rows][:, None]
    skewed = random.exponential(size=shape) * world.spread[rows][:, None] - 10.0
    lag = world.lag[rows][:, None] + np.where(world.is_skewed[rows][:, None], skewed, noise)
    days = np.round(world.due[rows][:, None] + lag).astype(np.int64)
    return np.maximum(days, world.posted[rows][:, None] + 1)


def _paid_on(world: World, rows: Days, base: Days, starts: Days, blocked: Days) -> Days:
    """Move to the first run after the habit's day, and behind a dispute that begins before it."""
    paid = _next_run(world.run[rows][:, None], base)
    held = (blocked > 0) & (starts <= paid) & (blocked >= paid)
    return np.where(held, _next_run(world.run[rows][:, None], np.minimum(blocked, NEVER - 100) + 4), paid)


def _next_run(run: Days, day: Days) -> Days:
    """Return the first day of payment on or after a day, by kind of run; never on a weekend."""
    place = np.clip(day - FIRST_DAY, 0, DAYS + 1000)
    return _calendar()[np.broadcast_to(run, day.shape), place]


def _calendar() -> Days:
    """Return, per kind of run and day, the next day of payment."""
    days = FIRST_DAY + np.arange(DAYS + 1100)
    weekday = (days + 3) % 7
    dates = days.astype("datetime64[D]")
    of_month = (dates - dates.astype("datetime64[M]")).astype(np.int64) + 1
    is_last = (dates + 1).astype("datetime64[M]") != dates.astype("datetime64[M]")
    pays = np.stack(
        [
            weekday < 5,
            weekday == 4,
            (weekday == 3) & ((days // 7) % 2 == 0),
            (of_month == 15) | is_last,
            is_last,
        ]
    )
    following = np.where(weekday == 5, days + 2, np.where(weekday == 6, days + 1, days))
    ahead = np.where(pays, following, NEVER)
    found: Days = np.minimum.accumulate(ahead[:, ::-1], axis=1)[:, ::-1]
    return np.maximum(found, days)
