"""The search for the open items that sum to an entry, beside every set tried by hand.

Holds the search against brute force, its bound, and the sets that chance alone would make.
Does not hold: the cascade in SQL (unit tests of its models), its precision on a whole year (benchmarks).
Called by pytest.
"""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project import matching
from dagster_project.matching import Question

ROUND_UNITS = 1_000_000


@settings(max_examples=150, deadline=None)
@given(amounts=st.lists(st.integers(1, 40), min_size=2, max_size=11), target=st.integers(1, 200))
def test_a_set_is_found_when_and_only_when_no_other_sums_to_the_target(
    amounts: list[int], target: int
) -> None:
    sums_to_target = [
        members
        for size in range(1, len(amounts) + 1)
        for members in combinations(range(len(amounts)), size)
        if sum(amounts[place] for place in members) == target
    ]
    found = matching.only_subset(np.array(amounts, dtype=np.int64), target=target)
    assert found == (sums_to_target[0] if len(sums_to_target) == 1 else None)


def test_more_candidates_than_the_bound_are_not_searched() -> None:
    amounts = [1 << place for place in range(matching.MOST_CANDIDATES + 1)]
    keys = list(range(len(amounts)))
    within = Question(1, 3, ROUND_UNITS, keys[1:], amounts[:-1])
    beyond = Question(2, 3, ROUND_UNITS, keys, amounts)
    assert [(answer.entry_key, answer.item_keys) for answer in matching.solve([within, beyond])] == [
        (1, (1, 2))
    ]


def test_a_set_that_chance_would_make_is_doubtful() -> None:
    cents = np.random.default_rng(7).integers(10_000, 900_000, 18) * 100
    rounded = np.random.default_rng(7).integers(1, 30, 6) * ROUND_UNITS
    few = matching.expected_subsets(cents[:5], target=int(cents[:3].sum()), round_units=ROUND_UNITS)
    many = matching.expected_subsets(cents, target=int(cents[:9].sum()), round_units=ROUND_UNITS)
    round_sums = matching.expected_subsets(rounded, target=int(rounded[:3].sum()), round_units=ROUND_UNITS)
    assert few < matching.DOUBTFUL_FROM < many
    assert round_sums > matching.DOUBTFUL_FROM


def test_the_sets_expected_by_chance_are_about_as_many_as_there_are() -> None:
    amounts = np.random.default_rng(3).integers(1, 60, 14)
    sums = np.array(
        [sum(chosen) for size in range(15) for chosen in combinations(amounts.tolist(), size)], dtype=np.int64
    )
    target = int(amounts.sum()) // 2
    counted = int(np.count_nonzero(np.abs(sums - target) <= 10)) / 21
    expected = matching.expected_subsets(amounts, target=target, round_units=10**9)
    assert 0.9 < expected / counted < 1.1
