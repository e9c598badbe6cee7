"""Days sales outstanding by company, segment and customer at month ends, performed again.

Holds every variant of fct_dso_monthly but those of tax, from the items of each entity alone.
Does not hold: the daily variants of a company; `periods` does.
Called by the comparison of the re-performance.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.reperformance.aging import disputed_documents, month_ends
from tests.reperformance.items import ZERO, Item, round_half_away
from tests.reperformance.ledger import Ledger
from tests.reperformance.migration import RATE_DIGITS, pieces, segment_of
from tests.reperformance.periods import SALES, countback_days, ratio

Entity = tuple[str, str, str | None, str | None]
NINETY = 90


def dso_monthly(ledger: Ledger, as_of: date) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Return the variants by grain, company, segment, customer and month end."""
    disputed = {end: disputed_documents(ledger, end) for end in _all_ends(ledger, as_of)}
    rows = {}
    for entity, items in _entities(ledger, as_of).items():
        books = _Books(items, as_of, disputed)
        for number, end in enumerate(books.ends):
            rows[(*entity, end)] = books.row(number, end)
    return rows


@dataclass(frozen=True)
class _Books:
    """The items of one entity."""

    items: Sequence[Item]
    as_of: date
    disputed: dict[date, set[tuple[str, ...]]]

    @cached_property
    def ends(self) -> list[date]:
        return list(month_ends(min(item.posting_date for item in self.items), self.as_of))

    @cached_property
    def receivables(self) -> list[Decimal]:
        return [self.balance(end) for end in self.ends]

    @cached_property
    def sales(self) -> list[Decimal]:
        return [self.sold(end.replace(day=1), end) for end in self.ends]

    def row(self, number: int, end: date) -> dict[str, Any]:
        """Return the figures of one month end."""
        receivables = self.receivables[number]
        debits = [item for item in self.items if item.sign > 0]
        current = _open([item for item in debits if item.due_date >= end], end)
        overdue = _open([item for item in debits if item.due_date < end], end)
        contested = _open([item for item in debits if item.key[:2] in self.disputed[end]], end)
        sales_90 = self.sold(end - timedelta(days=NINETY - 1), end)
        previous = self.sales[number - 1] if number else ZERO
        return {
            "receivables_amount_base": receivables,
            "current_amount_base": current,
            "overdue_amount_base": overdue,
            "unapplied_amount_base": receivables - current - overdue,
            "disputed_amount_base": contested,
            "sales_amount_base": self.sales[number],
            "sales_90_days_amount_base": sales_90,
            "dso_simple_days": ratio(receivables * NINETY, sales_90),
            "dso_best_possible_days": ratio(current * NINETY, sales_90),
            "average_days_delinquent": ratio(overdue * NINETY, sales_90),
            "dso_unapplied_days": ratio((receivables - current - overdue) * NINETY, sales_90),
            "dso_undisputed_days": ratio((receivables - contested) * NINETY, sales_90),
            "dso_month_days": ratio(receivables * end.day, self.sales[number]),
            "dso_rolling_3_months_days": self._rolling(number, 3),
            "dso_rolling_12_months_days": self._rolling(number, 12),
            "dso_conventional_days": ratio(receivables * 30, previous),
            "dso_countback_days": countback_days(receivables, self._months_back(number)),
            "dso_per_invoice_days": self._per_invoice(end),
            **self._paid(end),
        }

    def balance(self, day: date) -> Decimal:
        return _open(self.items, day)

    def sold(self, first: date, last: date) -> Decimal:
        """Sum what was sold in the days, later voids included."""
        return sum(
            (
                item.to_base(item.sign * item.gross) or ZERO
                for item in self.items
                if item.document_type in SALES and first <= item.posting_date <= last
            ),
            ZERO,
        )

    def _rolling(self, number: int, count: int) -> Fraction | None:
        if number + 1 < count:
            return None
        span = slice(number + 1 - count, number + 1)
        days = sum(end.day for end in self.ends[span])
        return ratio(sum(self.receivables[span], ZERO) * days, sum(self.sales[span], ZERO) * count)

    def _months_back(self, number: int) -> list[tuple[Decimal, int]]:
        return [(self.sales[back], self.ends[back].day) for back in range(number, -1, -1)]

    def _per_invoice(self, end: date) -> Decimal | None:
        """Sum, over the months of posting, open amount × days ÷ sales of the month, each rounded."""
        aged: dict[date, Decimal] = defaultdict(Decimal)
        for item in self.items:
            if item.sign > 0 and item.document_type in SALES:
                age = (end - item.posting_date).days
                aged[item.posting_date.replace(day=1)] += (item.open_base_on(end) or ZERO) * age
        sold = {one.replace(day=1): sales for one, sales in zip(self.ends, self.sales, strict=True)}
        days = [ratio(amount, sold.get(month, ZERO)) for month, amount in aged.items() if amount]
        if not days or None in days:
            return None
        return sum((round_half_away(part, RATE_DIGITS) for part in days if part is not None), ZERO)

    def _paid(self, end: date) -> dict[str, Any]:
        """Return the averages over what receipts paid of sales in the month, less reversals."""
        paid = [(amount, item, day) for amount, item, day in _payments(self.items) if _is_in(day, end)]
        total = sum((amount for amount, _, _ in paid), ZERO)
        terms = sum((amount * (item.due_date - item.posting_date).days for amount, item, _ in paid), ZERO)
        late = sum((amount * (day - item.due_date).days for amount, item, day in paid), ZERO)
        return {
            "paid_amount_base": total,
            "weighted_average_days_late": ratio(late, total),
            "weighted_average_terms_days": ratio(terms, total),
            "weighted_average_days_paid": ratio(terms + late, total),
        }


def _entities(ledger: Ledger, as_of: date) -> dict[Entity, list[Item]]:
    found: dict[Entity, list[Item]] = defaultdict(list)
    for item in ledger.items.values():
        if item.posting_date <= as_of:
            segment = segment_of(ledger, item)
            found["company", item.company_id, None, None].append(item)
            found["segment", item.company_id, segment, None].append(item)
            found["customer", item.company_id, segment, item.customer_id].append(item)
    return found


def _payments(items: Sequence[Item]) -> Iterator[tuple[Decimal, Item, date]]:
    for item in items:
        if item.sign > 0 and item.document_type in SALES and item.factor is not None:
            for piece in pieces(item):
                if piece.state == "paid":
                    yield piece.amount_base, item, piece.start
                    yield -piece.amount_base, item, piece.end


def _is_in(day: date, end: date) -> bool:
    return end.replace(day=1) <= day <= end


def _open(items: Sequence[Item], day: date) -> Decimal:
    return sum((item.open_base_on(day) or ZERO for item in items), ZERO)


def _all_ends(ledger: Ledger, as_of: date) -> list[date]:
    return list(month_ends(min(item.posting_date for item in ledger.items.values()), as_of))
