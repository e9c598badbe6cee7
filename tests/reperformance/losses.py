"""Expected credit losses and what became of earlier ones, performed again.

Holds the vintages, their loss rates by bucket and segment, the provision matrix and its back-test.
Does not hold: overlays; the seed of this repository signs none.
Called by the comparison of the re-performance.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from tests.reperformance.aging import bucket, month_end, month_ends
from tests.reperformance.items import NEVER, ZERO, Item, round_half_away
from tests.reperformance.ledger import Ledger
from tests.reperformance.migration import RATE_DIGITS, debits, pieces, seed_rows, segment_of
from tests.reperformance.periods import MOVEMENTS, ratio

EVERYBODY = "*"
AMOUNT_DIGITS = 4
Rates = dict[tuple[str, str, str], tuple[Decimal, Decimal, Decimal | None]]


@dataclass(frozen=True, slots=True)
class Life:
    """A part of a debit until something closed it; what was taken back is a negative one."""

    item: Item
    close_date: date
    amount_base: Decimal
    is_written_off: bool

    @property
    def last_day(self) -> date:
        return self.close_date - timedelta(days=1)


def lives(item: Item, as_of: date) -> Iterator[Life]:
    """Yield the parts that an item falls into by that day; they sum to its amount."""
    left = item.to_base(item.gross) or ZERO
    for piece in pieces(item):
        is_written_off = piece.state == "written_off"
        if piece.start <= as_of:
            yield Life(item, piece.start, piece.amount_base, is_written_off)
            left -= piece.amount_base
        if piece.end <= as_of:
            yield Life(item, piece.end, -piece.amount_base, is_written_off)
            left += piece.amount_base
    if left:
        yield Life(item, NEVER, left, False)


def loss_rates(ledger: Ledger, as_of: date, end: date) -> Rates:
    """Return reached, lost and the rate by company, segment and bucket, as judged at a month end."""
    reached: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    lost: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for item in _invoiced(ledger, as_of):
        age = _number(end) - _number(item.due_date)
        if _rule("vintage_until_months") < age <= _rule("vintage_from_months"):
            for life in lives(item, as_of):
                is_open = life.close_date > end
                last = _codes()[-1] if is_open else bucket(item, life.last_day)
                for code in _codes()[: _codes().index(last) + 1]:
                    for segment in {EVERYBODY, segment_of(ledger, item) or EVERYBODY}:
                        key = (item.company_id, segment, code)
                        reached[key] += life.amount_base
                        lost[key] += life.amount_base if is_open or life.is_written_off else ZERO
    return {key: (amount, lost[key], _rounded(ratio(lost[key], amount))) for key, amount in reached.items()}


def expected_losses(ledger: Ledger, as_of: date) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Return the provision matrix of the open debits by company, segment and bucket."""
    ends = list(month_ends(min(item.posting_date for item in ledger.items.values()), as_of))
    rates = loss_rates(ledger, as_of, ends[-1])
    exposures: dict[tuple[str, str | None, str], Decimal] = defaultdict(Decimal)
    for item in debits(ledger):
        if item.open_on(as_of):
            key = (item.company_id, segment_of(ledger, item), bucket(item, as_of))
            exposures[key] += item.open_base_on(as_of) or ZERO
    found = {}
    for (company_id, segment, code), exposure in exposures.items():
        own, all_ = rates.get((company_id, segment or "", code)), rates.get((company_id, EVERYBODY, code))
        chosen = own if own and own[2] is not None else all_ if all_ and all_[2] is not None else None
        found[company_id, segment, code] = {
            "exposure_amount_base": exposure,
            "loss_rate": chosen[2] if chosen else None,
            "loss_rate_source": None if not chosen else "segment" if chosen is own else "company",
            "observed_loss_amount_base": _share(exposure, chosen[2] if chosen else None),
            "provision_amount_base": _share(exposure, chosen[2] if chosen else None),
        }
    return found


def loss_backtests(ledger: Ledger, as_of: date) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Return, by company, month end and bucket, the loss expected then and what has been lost since."""
    ends = list(month_ends(min(item.posting_date for item in ledger.items.values()), as_of))
    judged_before = _number(ends[-1]) - _rule("vintage_until_months")
    sums: dict[tuple[str, date, str], list[Any]] = {}
    for end in ends:
        rates = loss_rates(ledger, as_of, end)
        if not rates:  # nothing has been judged by then, of anybody
            continue
        for (company_id, segment, code), (exposure, actual) in _outcomes(
            ledger, as_of, end, judged_before
        ).items():
            own, all_ = rates.get((company_id, segment, code)), rates.get((company_id, EVERYBODY, code))
            rate = own[2] if own and own[2] is not None else all_[2] if all_ else None
            row = sums.setdefault((company_id, end, code), [ZERO, ZERO, ZERO])
            expected = _share(exposure, rate)
            row[0] += exposure
            row[1] = None if row[1] is None or expected is None else row[1] + expected
            row[2] += actual
    return {
        key: {
            "exposure_amount_base": exposure,
            "expected_loss_amount_base": expected,
            "actual_loss_amount_base": actual,
            "difference_amount_base": None if expected is None else actual - expected,
        }
        for key, (exposure, expected, actual) in sums.items()
    }


def _outcomes(
    ledger: Ledger, as_of: date, end: date, judged_before: int
) -> dict[tuple[str, str, str], tuple[Decimal, Decimal]]:
    found: dict[tuple[str, str, str], tuple[Decimal, Decimal]] = {}
    for item in _invoiced(ledger, as_of):
        if item.posting_date <= end:
            key = (item.company_id, segment_of(ledger, item) or EVERYBODY, bucket(item, end))
            for life in lives(item, as_of):
                if month_end(life.close_date) > end:
                    is_lost = life.close_date == NEVER and _number(item.due_date) < judged_before
                    lost = life.amount_base if life.is_written_off or is_lost else ZERO
                    exposure, actual = found.get(key, (ZERO, ZERO))
                    found[key] = (exposure + life.amount_base, actual + lost)
    return found


def _invoiced(ledger: Ledger, as_of: date) -> Iterator[Item]:
    for item in debits(ledger):
        if item.document_type in MOVEMENTS["invoiced"] and item.posting_date <= as_of:
            yield item


def _share(amount: Decimal, rate: Decimal | None) -> Decimal | None:
    return None if rate is None else round_half_away(Fraction(amount) * Fraction(rate), AMOUNT_DIGITS)


def _rounded(value: Fraction | None) -> Decimal | None:
    return None if value is None else round_half_away(value, RATE_DIGITS)


def _number(day: date) -> int:
    return day.year * 12 + day.month


@cache
def _codes() -> list[str]:
    rows = [row for row in seed_rows("aging_buckets") if row["item_sign"] == "1"]
    return [row["aging_bucket_code"] for row in sorted(rows, key=lambda row: int(row["position"]))]


@cache
def _rule(name: str) -> int:
    (value,) = (row["rule_value"] for row in seed_rows("credit_loss_rules") if row["rule"] == name)
    return int(value)
