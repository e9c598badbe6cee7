"""Exchange rates of the demo and the conversion that the books use.

Holds a daily series per pair on business days, and base amounts by the newest rate on or before a day.
Does not hold: revaluation or exchange differences; ``synthetic.books`` derives them.
Called by ``synthetic.billing``, ``synthetic.books`` and ``synthetic.company``.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dagster_project.synthetic.chance import chance
from dagster_project.synthetic.days import business_days
from dagster_project.synthetic.world import rounded

# Level on the first day and standard deviation of one day's move, both pairs quoted per US dollar.
USD_CLP, USD_EUR, DAY_MOVE = 930.0, 0.915, 0.004


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates by pair, on rising days."""

    days: tuple[date, ...]
    by_pair: dict[tuple[str, str], tuple[Decimal, ...]]

    def at(self, day: date, *, pair: tuple[str, str]) -> Decimal:
        """Return the newest rate on or before `day`."""
        return self.by_pair[pair][bisect_right(self.days, day) - 1]

    def base(self, amount: Decimal, *, currency: str, base: str, day: date) -> Decimal:
        """Convert `amount` at the rate of `day`, rounded to the base currency's decimals."""
        if currency == base:
            return amount
        if (currency, base) in self.by_pair:
            return rounded(amount * self.at(day, pair=(currency, base)), currency=base)
        return rounded(amount / self.at(day, pair=(base, currency)), currency=base)


def draw_rates(seed: int, *, first: date, last: date) -> Rates:
    """Return a seeded walk for each pair; the euro in pesos is the cross of the two."""
    draw, clp, eur = chance(seed, "rates"), USD_CLP, USD_EUR
    days = tuple(business_days(first, last=last, country="CL"))
    pesos, euros, crosses = [], [], []
    for _ in days:
        clp *= 1 + draw.gauss(0.0, DAY_MOVE) + (USD_CLP - clp) / USD_CLP * 0.01
        eur *= 1 + draw.gauss(0.0, DAY_MOVE) + (USD_EUR - eur) / USD_EUR * 0.01
        pesos.append(Decimal(f"{clp:.2f}"))
        euros.append(Decimal(f"{eur:.6f}"))
        crosses.append(Decimal(f"{pesos[-1] / euros[-1]:.2f}"))
    pairs = {("USD", "CLP"): tuple(pesos), ("USD", "EUR"): tuple(euros), ("EUR", "CLP"): tuple(crosses)}
    return Rates(days=days, by_pair=pairs)
