"""Which open items sum to an entry: exact search in a bounded number of candidates.

Holds the search by meeting in the middle, and how many sets would reach the sum by chance.
Does not hold: references, single items, pairs and triples (the cascade in SQL), reading of tables, the clock.
Called by computed.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dagster_project.ledger_days import Days

MOST_CANDIDATES = 22
DOUBTFUL_FROM = (
    0.001  # sets expected by chance; of sets found below it none was wrong, above it one in thirty
)
SUBSET, DOUBTFUL = "subset", "doubtful_subset"


@dataclass(frozen=True, slots=True)
class Question:
    """An entry's amount, what counts as round, and what its payer has open, in ten-thousandths."""

    entry_key: int
    target: int
    round_units: int
    item_keys: Sequence[int]
    amounts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Answer:
    """The only set of items that sums to the entry."""

    entry_key: int
    item_keys: tuple[int, ...]
    amounts: tuple[int, ...]
    rule: str
    expected_count: float


def solve(questions: Iterable[Question]) -> Iterator[Answer]:
    """Yield an answer to each question that has exactly one; above the bound none is searched."""
    for question in questions:
        if len(question.amounts) > MOST_CANDIDATES:
            continue
        amounts = np.asarray(question.amounts, dtype=np.int64)
        members = only_subset(amounts, target=question.target)
        if members is None:
            continue
        expected = expected_subsets(amounts, target=question.target, round_units=question.round_units)
        yield Answer(
            entry_key=question.entry_key,
            item_keys=tuple(question.item_keys[place] for place in members),
            amounts=tuple(question.amounts[place] for place in members),
            rule=SUBSET if expected < DOUBTFUL_FROM else DOUBTFUL,
            expected_count=expected,
        )


def only_subset(amounts: Days, *, target: int) -> tuple[int, ...] | None:
    """Return the places of the only set of amounts that sums to the target; None of none or several."""
    middle = len(amounts) // 2
    left, right = _sums(amounts[:middle]), _sums(amounts[middle:])
    order = np.argsort(right)
    ascending = right[order]
    wanted = target - left
    first = np.searchsorted(ascending, wanted)
    found = np.flatnonzero(ascending[np.minimum(first, len(ascending) - 1)] == wanted)
    if len(found) != 1:
        return None
    place = int(first[found[0]])
    if place + 1 < len(ascending) and ascending[place + 1] == ascending[place]:
        return None
    chosen = int(found[0]) | int(order[place]) << middle
    return tuple(number for number in range(len(amounts)) if chosen >> number & 1)


def expected_subsets(amounts: Days, *, target: int, round_units: int) -> float:
    """Return about how many sets of unrelated amounts of these sizes would sum to the target.

    All 2^n sums spread like a normal curve over the multiples of the amounts' common divisor. A round target
    is also reached by the round amounts among themselves, which are fewer but lie on a coarser grid.
    """
    expected = _expected(amounts, target=target)
    if target % round_units == 0:
        expected += _expected(amounts[amounts % round_units == 0], target=target)
    return expected


def _expected(amounts: Days, *, target: int) -> float:
    if len(amounts) < 2:
        return 0.0
    numbers = amounts.astype(np.float64)
    spread = math.sqrt(float(np.square(numbers).sum())) / 2
    distance = (target - float(numbers.sum()) / 2) / spread
    step = float(np.gcd.reduce(amounts))
    density = math.exp(-distance * distance / 2) / (spread * math.sqrt(2 * math.pi))
    return float(2.0 ** len(amounts) * step * density)


def _sums(amounts: Days) -> Days:
    """Return the sum of every set; bit k of its place says whether amount k is in it."""
    sums = np.zeros(1 << len(amounts), dtype=np.int64)
    for number, amount in enumerate(amounts):
        size = 1 << number
        np.add(sums[:size], amount, out=sums[size : 2 * size])
    return sums
