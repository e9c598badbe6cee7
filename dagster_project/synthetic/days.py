"""Calendar arithmetic of the demo company.

Holds months, business days, pay-run days and the hour at which a record is entered.
Does not hold: habits or terms; those are of the customer. No clock.
Called by every module of ``synthetic`` that places something in time.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

# Fixed-date public holidays, month and day; movable feasts are left out of the demo.
HOLIDAYS: dict[str, frozenset[tuple[int, int]]] = {
    "CL": frozenset({(1, 1), (5, 1), (5, 21), (9, 18), (9, 19), (11, 1), (12, 8), (12, 25)}),
    "ES": frozenset({(1, 1), (1, 6), (5, 1), (8, 15), (10, 12), (11, 1), (12, 6), (12, 8), (12, 25)}),
}
# Office hours in UTC: inside the working day of the country, in winter and in summer.
OFFICE_HOURS = {"CL": (13, 20), "ES": (8, 15)}
BEFORE_ALL, AFTER_ALL = datetime(1900, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)


def plus(day: date, days: int) -> date:
    return day + timedelta(days=days)


def month_start(day: date, *, months: int = 0) -> date:
    """Return the first day of the month `months` after that of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def month_end(day: date) -> date:
    return plus(month_start(day, months=1), -1)


def month_ends(first: date, *, last: date) -> list[date]:
    """Return the month ends from `first` to `last`, both included."""
    ends, end = [], month_end(first)
    while end <= last:
        ends.append(end)
        end = month_end(plus(end, 1))
    return ends


def is_business_day(day: date, *, country: str) -> bool:
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS[country]


def business_day(day: date, *, country: str, skip: int = 0) -> date:
    """Return the first business day on or after `day`, then `skip` business days more."""
    while not is_business_day(day, country=country):
        day = plus(day, 1)
    for _ in range(skip):
        day = business_day(plus(day, 1), country=country)
    return day


def business_days(first: date, *, last: date, country: str) -> Iterator[date]:
    day = first
    while day <= last:
        if is_business_day(day, country=country):
            yield day
        day = plus(day, 1)


def pay_run_day(day: date, *, pay_run: str, country: str) -> date:
    """Return the first day on or after `day` on which a customer with this pay-run pays."""
    if pay_run == "friday":
        day = plus(day, (4 - day.weekday()) % 7)
    elif pay_run == "15_and_30":
        thirtieth = min(month_end(day), date(day.year, day.month, 28 if day.month == 2 else 30))
        day = _first_from(day, choices=(date(day.year, day.month, 15), thirtieth))
    elif pay_run == "month_end":
        day = month_end(day)
    return business_day(day, country=country)


def entered_at(day: date, *, country: str, draw: random.Random) -> datetime:
    """Return a UTC time within office hours of `day`."""
    first, last = OFFICE_HOURS[country]
    return at(day, hour=draw.randint(first, last), minute=draw.randint(0, 59), second=draw.randint(0, 59))


def at(day: date, *, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute, second), tzinfo=UTC)


def _first_from(day: date, *, choices: tuple[date, ...]) -> date:
    later = [choice for choice in choices if choice >= day]
    return later[0] if later else date(*month_start(day, months=1).timetuple()[:2], 15)
