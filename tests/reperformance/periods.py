"""The company's figures by day and month, performed again.

Holds sales, cash, days sales outstanding in its variants, collection effectiveness and the roll-forward.
Does not hold: balances of items; the ledger does.
Called by the re-performance and the regression tests.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from tests.reperformance.aging import days, month_ends
from tests.reperformance.items import NEVER, ZERO, Item
from tests.reperformance.ledger import Ledger

SALES = frozenset({"invoice", "debit_note", "credit_note"})
CASH = frozenset({"receipt", "refund", "returned_payment"})
SALES_WINDOW_DAYS = 90  # CONTRACT, dso_simple_days: the day and the 89 before it
MOVEMENTS: dict[str, frozenset[str]] = {
    "invoiced": frozenset({"invoice", "debit_note", "interest_note"}),
    "credit_notes": frozenset({"credit_note"}),
    "cash": CASH,
    "write_offs": frozenset({"write_off", "write_off_reversal"}),
    "discounts": frozenset({"discount"}),
    "exchange_differences": frozenset({"fx_difference"}),
}


@dataclass(frozen=True, slots=True)
class Day:
    """One row of fct_receivables_daily."""

    receivables_amount_base: Decimal
    overdue_amount_base: Decimal
    sales_amount_base: Decimal
    cash_collected_amount_base: Decimal
    dso_simple_days: Fraction | None
    dso_best_possible_days: Fraction | None
    average_days_delinquent: Fraction | None
    dso_unapplied_days: Fraction | None
    dso_countback_days: Fraction | None


@dataclass(frozen=True, slots=True)
class Month:
    """One row of fct_collection_kpis_monthly."""

    cei_rate: Fraction | None
    cei_cash_rate: Fraction | None
    receivables_turnover: Fraction | None
    overdue_recovery_rate: Fraction | None
    overdue_rate: Fraction | None
    bad_debt_rate: Fraction | None


@dataclass(frozen=True)
class _Books:
    """One company's items, with the sums of a day that everything else is made of."""

    items: list[Item]

    @cached_property
    def postings(self) -> list[tuple[date, str, Decimal]]:
        return [(i.posting_date, i.document_type, i.to_base(i.sign * i.gross) or ZERO) for i in self.items]

    def total(self, day: date, keep: Callable[[Item], bool] = lambda item: True) -> Decimal:
        return sum((item.open_base_on(day) or ZERO for item in self.items if keep(item)), ZERO)

    def overdue(self, day: date) -> Decimal:
        return self.total(day, lambda item: item.sign > 0 and item.due_date < day)

    def current(self, day: date) -> Decimal:
        return self.total(day, lambda item: item.sign > 0 and item.due_date >= day)

    def unapplied(self, day: date) -> Decimal:
        return self.total(day, lambda item: item.sign < 0)

    def posted(self, types: Iterable[str], first: date, last: date) -> Decimal:
        """Sum the signed gross amounts of those types posted in the days, later voids included."""
        wanted = frozenset(types)
        return sum(
            (base for day, kind, base in self.postings if kind in wanted and first <= day <= last), ZERO
        )


def receivables_daily(ledger: Ledger, as_of: date) -> dict[tuple[str, date], Day]:
    """Return the days of every company from its first posting on."""
    rows = {}
    for company_id, books in _companies(ledger).items():
        first = min(item.posting_date for item in books.items)
        for day in days(first, as_of):
            rows[company_id, day] = _day(books, day, first)
    return rows


def collection_kpis_monthly(ledger: Ledger, as_of: date) -> dict[tuple[str, date], Month]:
    """Return the complete months of every company from its first posting on."""
    rows = {}
    for company_id, books in _companies(ledger).items():
        for end in month_ends(min(item.posting_date for item in books.items), as_of):
            rows[company_id, end] = _month(books, end)
    return rows


def roll_forward_monthly(ledger: Ledger, as_of: date) -> dict[tuple[str, date], dict[str, Decimal]]:
    """Return opening, movements by kind and closing of every complete month."""
    rows = {}
    for company_id, books in _companies(ledger).items():
        for end in month_ends(min(item.posting_date for item in books.items), as_of):
            rows[company_id, end] = _roll(books, end)
    return rows


def countback_days(receivables: Decimal, months: Iterable[tuple[Decimal, int]]) -> Fraction | None:
    """Exhaust the receivables by the sales of the months, the newest first: (sales, days) each."""
    if receivables <= 0:
        return None
    left, carried, counted = Fraction(receivables), Fraction(0), Fraction(0)
    for sales, length in months:
        sold = Fraction(sales) + carried
        carried = min(sold, Fraction(0))
        if sold > 0 and left <= sold:
            return counted + left / sold * length
        left -= max(sold, Fraction(0))
        counted += length
    return None


def ratio(numerator: Decimal | Fraction, denominator: Decimal | Fraction) -> Fraction | None:
    """Divide exactly; a denominator of zero or less has no answer."""
    return Fraction(numerator) / Fraction(denominator) if denominator > 0 else None


def _companies(ledger: Ledger) -> dict[str, _Books]:
    books: dict[str, _Books] = {}
    for item in ledger.items.values():
        books.setdefault(item.company_id, _Books([])).items.append(item)
    return books


def _day(books: _Books, day: date, first: date) -> Day:
    sales = books.posted(SALES, day - timedelta(days=SALES_WINDOW_DAYS - 1), day)
    months = [
        (books.posted(SALES, start, end), (end - start).days + 1) for start, end in _months_back(day, first)
    ]
    return Day(
        receivables_amount_base=books.total(day),
        overdue_amount_base=books.overdue(day),
        sales_amount_base=books.posted(SALES, day, day),
        cash_collected_amount_base=-books.posted(CASH, day, day),
        dso_simple_days=ratio(books.total(day) * SALES_WINDOW_DAYS, sales),
        dso_best_possible_days=ratio(books.current(day) * SALES_WINDOW_DAYS, sales),
        average_days_delinquent=ratio(books.overdue(day) * SALES_WINDOW_DAYS, sales),
        dso_unapplied_days=ratio(books.unapplied(day) * SALES_WINDOW_DAYS, sales),
        dso_countback_days=countback_days(books.total(day), months),
    )


def _months_back(day: date, first: date) -> list[tuple[date, date]]:
    periods, end = [], day
    while end >= first:
        start = end.replace(day=1)
        periods.append((start, end))
        end = start - timedelta(days=1)
    return periods


def _month(books: _Books, end: date) -> Month:
    start = end.replace(day=1)
    before = start - timedelta(days=1)
    opening, closing, sales = books.total(before), books.total(end), books.posted(SALES, start, end)
    collectable = opening + sales - books.current(end)
    debits = books.current(end) + books.overdue(end)
    return Month(
        cei_rate=ratio(opening + sales - closing, collectable),
        cei_cash_rate=ratio(-books.posted(CASH, start, end), collectable),
        receivables_turnover=ratio(sales, (Fraction(opening) + Fraction(closing)) / 2),
        overdue_recovery_rate=ratio(_recovered(books, before, end), books.overdue(before)),
        overdue_rate=ratio(books.overdue(end), debits),
        bad_debt_rate=ratio(-books.posted({"write_off", "write_off_reversal"}, start, end), sales),
    )


def _recovered(books: _Books, before: date, end: date) -> Decimal:
    """Sum what receipts took off the debits overdue before the month, less what came back in it."""
    recovered = ZERO
    for item in books.items:
        if item.sign > 0 and item.due_date < before and item.open_on(before):
            changes = (base_taken_by_receipts(item, day) for day in days(before + timedelta(days=1), end))
            recovered += sum(changes, ZERO)
    return recovered


def base_taken_by_receipts(item: Item, day: date) -> Decimal:
    """Return the base amount that receipts took off the item on that day."""
    taken = [piece.amount for piece in item.closings if piece.by == "receipt" and piece.start == day]
    returned = [piece.amount for piece in item.closings if piece.by == "receipt" and piece.end == day]
    if not taken and not returned:
        return ZERO
    # On its posting day the item opens before anything is taken off it.
    before = item.gross if day == item.posting_date else abs(item.open_on(day - timedelta(days=1)))
    closing = before - sum(taken, ZERO) + sum(returned, ZERO)
    return (item.to_base(before) or ZERO) - (item.to_base(closing) or ZERO)


def _roll(books: _Books, end: date) -> dict[str, Decimal]:
    start = end.replace(day=1)
    row = {name: books.posted(types, start, end) for name, types in MOVEMENTS.items()}
    named = frozenset().union(*MOVEMENTS.values())
    others = {item.document_type for item in books.items} - named
    row["other"] = books.posted(others, start, end) - _voided(books, start, end)
    row["exchange_differences"] += _exchange(books, start, end)
    row["opening"] = books.total(start - timedelta(days=1))
    row["closing"] = books.total(end)
    return {f"{name}_amount_base": amount for name, amount in row.items()}


def _voided(books: _Books, start: date, end: date) -> Decimal:
    """Sum what voids took away in the days; a void before the posting date acts on it."""
    total = ZERO
    for item in books.items:
        if item.voided_date and start <= max(item.voided_date, item.posting_date) <= end:
            total += item.to_base(item.sign * item.gross) or ZERO
    return total


def _exchange(books: _Books, start: date, end: date) -> Decimal:
    """Sum what the two sides of allocations leave over in the days."""
    left = ZERO
    for item in books.items:
        moments = sorted({moment for p in item.closings for moment in (p.start, p.end)} - {NEVER})
        steps = [item.posting_date - timedelta(days=1), *moments]
        for _, moment in pairwise(steps):
            if start <= moment <= end:
                gross = item.sign * item.gross if moment == item.posting_date else ZERO
                posted = item.to_base(gross) or ZERO
                earlier = item.open_base_on(moment - timedelta(days=1)) or ZERO
                left += (item.open_base_on(moment) or ZERO) - earlier - posted
    return left
