"""Open items: one instalment of one document, its balance on any day in both currencies.

Holds which documents open an item, their sign, due date and rate, and what a day leaves open.
Does not hold: which allocations count; `allocations` does.
Called by the ledger of the re-performance.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor

from tests.reperformance.records import Key, Record, minor_digits

DEBITS = frozenset(
    {
        "invoice",
        "debit_note",
        "interest_note",
        "refund",
        "returned_payment",
        "write_off_reversal",
        "adjustment_debit",
        "opening_balance_debit",
    }
)
CREDITS = frozenset(
    {
        "receipt",
        "credit_note",
        "write_off",
        "discount",
        "fx_difference",
        "withholding",
        "netting",
        "assignment",
        "adjustment_credit",
        "opening_balance_credit",
    }
)
NEVER = date(9999, 12, 31)
RATE_AGE_DAYS = 45  # CONTRACT, Base currency: "at most 45 days old"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Closing:
    """A piece that is off an item from `start` until `end`; `by` is the type on the other side."""

    start: date
    end: date
    amount: Decimal
    allocation_id: str
    by: str
    by_posting_date: date


@dataclass(slots=True)
class Item:
    """One instalment of one document, and everything that stands against it."""

    key: Key
    record: Record
    document_type: str
    customer_id: str
    currency_code: str
    gross: Decimal
    posting_date: date
    due_date: date
    voided_date: date | None
    factor: Fraction | None
    base_digits: int
    flags: set[str] = field(default_factory=set)
    closings: list[Closing] = field(default_factory=list)
    running: Decimal = ZERO
    accepted: Decimal = ZERO
    reversed_pieces: list[tuple[date, Decimal]] = field(default_factory=list)
    document_posting_date: date = NEVER

    @property
    def company_id(self) -> str:
        return self.key[0]

    @property
    def sign(self) -> int:
        return 1 if self.document_type in DEBITS else -1

    def stands_on(self, day: date) -> bool:
        """Say whether the item exists on that day."""
        return self.posting_date <= day and (self.voided_date is None or day < self.voided_date)

    def open_on(self, day: date) -> Decimal:
        """Return the signed open amount at the end of that day."""
        if not self.stands_on(day):
            return ZERO
        closed = sum((piece.amount for piece in self.closings if piece.start <= day < piece.end), ZERO)
        return self.sign * (self.gross - closed)

    def open_base_on(self, day: date) -> Decimal | None:
        """Return the signed open amount in the company's currency, or None without a rate."""
        return self.to_base(self.open_on(day))

    def to_base(self, amount: Decimal) -> Decimal | None:
        """Convert a balance of the item exactly, rounded once."""
        return (
            None if self.factor is None else round_half_away(Fraction(amount) * self.factor, self.base_digits)
        )


def round_half_away(value: Fraction, digits: int) -> Decimal:
    """Round to that many decimals, halves away from zero."""
    units = floor(abs(value) * 10**digits + Fraction(1, 2))
    return Decimal(units if value >= 0 else -units).scaleb(-digits)


def counts(record: Record) -> bool:
    status = record.text("status") or "posted"
    is_void = status == "void" and record.day("voided_date") is None
    return status != "draft" and not is_void and record.amount("amount") != 0


def open_item(key: Key, record: Record, companies: dict[Key, Record], rates: dict[Key, Record]) -> Item:
    posting = record.day("posting_date")
    currency, gross = record.text("currency_code"), record.amount("amount")
    assert posting
    assert currency
    assert gross is not None
    company = companies.get((key[0],))
    base = company.text("base_currency_code") if company else None
    due = record.day("due_date") or record.day("issue_date") or posting
    factor = _factor(record, currency, base, posting, rates)
    item = Item(
        key=key,
        record=record,
        document_type=record.text("document_type") or "",
        customer_id=record.text("customer_id") or "",
        currency_code=currency,
        gross=gross,
        posting_date=posting,
        due_date=due,
        voided_date=record.day("voided_date") if record.text("status") == "void" else None,
        factor=factor,
        base_digits=minor_digits(base) if base else 4,
    )
    if record.day("due_date") is None:
        item.flags.add("missing_due_date")
    if factor is None:
        item.flags.add("missing_rate")
    return item


def _factor(
    record: Record, currency: str, base: str | None, posting: date, rates: dict[Key, Record]
) -> Fraction | None:
    if base is None:
        return None
    if currency == base:
        return Fraction(1)
    amount, amount_base = record.amount("amount"), record.amount("amount_base")
    if amount_base is not None and amount:
        return Fraction(amount_base) / Fraction(amount)
    direct = _newest_rate(currency, base, posting, rates)
    inverse = _newest_rate(base, currency, posting, rates)
    return direct if direct is not None else (1 / inverse if inverse is not None else None)


def _newest_rate(origin: str, target: str, posting: date, rates: dict[Key, Record]) -> Fraction | None:
    for age in range(RATE_AGE_DAYS + 1):
        record = rates.get((origin, target, (posting - timedelta(days=age)).isoformat()))
        if record:
            return Fraction(record.values["rate"])
    return None
