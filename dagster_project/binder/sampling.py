"""The auditor's sample: monetary units, drawn again by the same seed.

Holds the selection by a fixed interval of money from a start that a seed draws; credits apart.
Does not hold: where the items come from, nor letters about them.
Called by assemble.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """An item that can be drawn: who it is of, and its size in base currency, above zero."""

    key: tuple[str, ...]
    size: Decimal


@dataclass(frozen=True, slots=True)
class Hit:
    """An item drawn, with how often; one as large as the interval is always drawn (the top stratum)."""

    unit: Unit
    hits: int
    is_top_stratum: bool


def interval_of(units: Sequence[Unit], *, count: int) -> Decimal:
    """Return the step of money by which about `count` hits are drawn."""
    whole = sum((unit.size for unit in units), Decimal(0))
    return (whole / count).quantize(Decimal("0.0001")) if units else Decimal(1)


def start_of(interval: Decimal, *, seed: str) -> Decimal:
    """Return a start in (0, interval] that only the seed decides."""
    steps = int(interval * 10_000)
    return Decimal(random.Random(seed).randint(1, max(steps, 1))) / 10_000


def draw(units: Iterable[Unit], *, interval: Decimal, start: Decimal) -> list[Hit]:
    """Return the items that hold one of the units of money start, start + interval, …"""
    drawn: list[Hit] = []
    passed, wanted = Decimal(0), start
    for unit in units:
        passed += unit.size
        hits = 0
        while wanted <= passed:
            hits += 1
            wanted += interval
        if hits:
            drawn.append(Hit(unit, hits, is_top_stratum=unit.size >= interval))
    return drawn
