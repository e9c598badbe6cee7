"""The calendars that customers pay by: a weekday, every second or fourth week, days of the month, its end.

Holds the days of each calendar, moved to business days, and how likely each customer keeps to each.
Does not hold: gaps between runs and what a run pays (``pay_runs``).
Called by pay_runs.
"""

import numpy as np

from dagster_project.ledger_days import EPOCH, Days, Flags, Numbers, weekday

ASTRAY = 0.1  # of the runs of a customer with a calendar are on any day
DAYS_OF_MONTH = (5, 10, 15, 20, 25)
POSTING_DAYS = (0, 1, 2)  # business days from the bank to the books
NO_CALENDAR = 0.5  # of the customers, before a run is seen
EVERY_WEEKS = (1, 2, 4)


def factors(days: Days, base: Numbers, *, holidays: Days) -> Numbers:
    """Return, per calendar and day, how many times as likely a run is as on an average day.

    The first calendar is none: a run by weekday only, as `base` has it (a mean of 1 over a week).
    """
    first, last = int(days.min()) - 40, int(days.max()) + 1
    every = np.arange(first, last)
    is_business = (weekday(every) < 5) & ~np.isin(every, holidays)
    flat = base[weekday(every)]
    rows = [flat]
    for target, is_back in _targets(every):
        for shift in POSTING_DAYS:
            pays = _moved(target, is_business, shift=shift, is_back=is_back)
            share = pays[40:].mean()
            rows.append(ASTRAY * flat + (1.0 - ASTRAY) * pays / max(float(share), 1e-3))
    found: Numbers = np.stack(rows)[:, days - first]
    return found


def kept(run_customer: Days, run_factors: Numbers, *, customer_count: int) -> Numbers:
    """Return, per customer, how likely it keeps to each calendar, by the days of its runs."""
    calendars = len(run_factors)
    prior = np.full(calendars, np.log((1.0 - NO_CALENDAR) / (calendars - 1)))
    prior[0] = np.log(NO_CALENDAR)
    logs = np.log(np.maximum(run_factors, 1e-4))
    seen = np.stack(
        [np.bincount(run_customer, weights=row, minlength=customer_count) for row in logs], axis=1
    )
    belief = seen + prior
    belief = np.exp(belief - belief.max(axis=1, keepdims=True))
    likely: Numbers = belief / belief.sum(axis=1, keepdims=True)
    return likely


def _targets(every: Days) -> list[tuple[Flags, bool]]:
    """Return the days that each calendar names, and whether it moves back to a business day."""
    dates = np.datetime64(EPOCH) + every
    of_month = (dates - dates.astype("datetime64[M]")).astype(np.int64) + 1
    is_last = (dates + 1).astype("datetime64[M]") != dates.astype("datetime64[M]")
    found = [
        ((weekday(every) == day) & ((every + 3) // 7 % weeks == phase), False)
        for weeks in EVERY_WEEKS
        for phase in range(weeks)
        for day in range(5)
    ]
    found += [(of_month == day, False) for day in DAYS_OF_MONTH]
    # On the thirtieth, or on the last day of February.
    thirtieth = (of_month == 30) | (is_last & (of_month < 30))
    found += [((of_month == 15) | thirtieth, False), ((of_month == 15) | is_last, False)]
    found += [(is_last, False), (is_last, True)]
    return found


def _moved(target: Flags, is_business: Flags, *, shift: int, is_back: bool) -> Flags:
    """Move days to the next business day (or the one before), and some business days on."""
    business = np.flatnonzero(is_business)
    places = np.flatnonzero(target)
    found = (
        np.searchsorted(business, places, side="right") - 1 if is_back else np.searchsorted(business, places)
    )
    found = found + shift
    found = found[(found >= 0) & (found < len(business))]
    moved = np.zeros(len(target), dtype=np.bool_)
    moved[business[found]] = True
    return moved
