"""A row or a figure on which the published marts and the re-performance disagree.

Holds the difference and the two ways to find it: whole rows, or figure by figure.
Does not hold: which marts are compared.
Called by ``tests.comparison`` and ``tests.comparison_monthly``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.homes import MartRow
from tests.reperformance.items import round_half_away

Key = tuple[Any, ...]
RATE_DIGITS = 8  # CONTRACT, The ledger: decimal(18, 8) for rates


@dataclass(frozen=True, slots=True)
class Difference:
    """One row on which the two disagree."""

    company_id: str
    mart: str
    key: Key
    expected: object
    published: object

    def __str__(self) -> str:
        return f"{self.mart} {self.key}: expected {self.expected}, published {self.published}"


def figures(
    mart: str, expected: Mapping[Any, Mapping[str, Any]], published: Mapping[Any, MartRow]
) -> list[Difference]:
    """Compare the expected columns one by one; a missing row is empty."""
    cells = [
        (key, column)
        for key in sorted({*expected, *published}, key=str)
        for column in expected.get(key) or published[key]
    ]
    compared = [
        Difference(
            str(key[0]),
            mart,
            (*key, column),
            expected.get(key, {}).get(column),
            published.get(key, {}).get(column),
        )
        for key, column in cells
    ]
    return [cell for cell in compared if not _is_alike(cell.expected, cell.published)]


def _is_alike(expected: Any, published: Any) -> bool:
    """Compare exactly; a ratio after rounding it once to the eight decimals of a rate."""
    if isinstance(expected, Fraction):
        expected = round_half_away(expected, RATE_DIGITS)
    return bool(expected == published)


def differences(mart: str, expected: Mapping[Any, Any], published: Mapping[Any, Any]) -> list[Difference]:
    keys = sorted({*expected, *published}, key=str)
    return [
        Difference(str(key[0]), mart, key, expected.get(key), published.get(key))
        for key in keys
        if expected.get(key) != published.get(key)
    ]
