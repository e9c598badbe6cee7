"""Open items and what closes them, as known at one time.

Holds items, the order and the acceptance of allocations, balances of a day in both currencies, and the rejects.
Does not hold: periods, buckets or ratios; the marts' modules do.
Called by the marts of the re-performance and by the tests.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor

from tests.reperformance.records import Extract, Key, Record, decimals, known_records, minor_digits

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


@dataclass(frozen=True, slots=True)
class Reject:
    """An allocation that the build turns down."""

    company_id: str
    allocation_id: str
    reason_code: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything as known at one time."""

    items: dict[Key, Item]
    rejects: list[Reject]
    waiting: list[tuple[str, str]]
    companies: dict[Key, Record]
    customers: dict[Key, Record]
    disputes: dict[Key, Record]
    gl_balances: dict[Key, Record]


def perform(extracts: Sequence[Extract], *, known_at: datetime | None = None) -> Ledger:
    """Return the ledger as known at that time; all that has landed without one."""
    companies = known_records(extracts, "companies", known_at=known_at)
    rates = known_records(extracts, "fx_rates", known_at=known_at)
    customers = known_records(extracts, "customers", known_at=known_at)
    items = {}
    for key, record in known_records(extracts, "documents", known_at=known_at).items():
        if _counts(record):
            items[key] = _open_item(key, record, companies, rates)
            if (key[0], items[key].customer_id) not in customers:
                items[key].flags.add("unknown_customer")
    allocations = known_records(extracts, "allocations", known_at=known_at)
    rejects, waiting = _allocate(items, allocations)
    return Ledger(
        items=items,
        rejects=rejects,
        waiting=waiting,
        companies=companies,
        customers=customers,
        disputes=known_records(extracts, "disputes", known_at=known_at),
        gl_balances=known_records(extracts, "gl_balances", known_at=known_at),
    )


def round_half_away(value: Fraction, digits: int) -> Decimal:
    """Round to that many decimals, halves away from zero."""
    units = floor(abs(value) * 10**digits + Fraction(1, 2))
    return Decimal(units if value >= 0 else -units).scaleb(-digits)


def _counts(record: Record) -> bool:
    status = record.text("status") or "posted"
    is_void = status == "void" and record.day("voided_date") is None
    return status != "draft" and not is_void and record.amount("amount") != 0


def _open_item(key: Key, record: Record, companies: dict[Key, Record], rates: dict[Key, Record]) -> Item:
    posting = record.day("posting_date")
    currency, gross = record.text("currency_code"), record.amount("amount")
    assert posting and currency and gross is not None
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


def _allocate(
    items: dict[Key, Item], allocations: dict[Key, Record]
) -> tuple[list[Reject], list[tuple[str, str]]]:
    documents: dict[Key, list[Item]] = {}
    for item in items.values():
        documents.setdefault(item.key[:2], []).append(item)
    rejects, waiting = [], []
    for key, record in sorted(allocations.items(), key=lambda pair: _order(*pair)):
        if (record.text("status") or "posted") != "posted":
            continue
        debits = _side(documents, key[0], record, "debit")
        credits = _side(documents, key[0], record, "credit")
        if not debits or not credits:
            waiting.append((key[0], key[1]))
            continue
        reason = _mismatch(record, debits, credits) or _apply(key[1], record, debits, credits)
        if reason:
            rejects.append(Reject(key[0], key[1], reason))
    return rejects, waiting


def _order(key: Key, record: Record) -> tuple[datetime, str, str]:
    return record.version_at, record.values["effective_date"], key[1]


def _side(documents: dict[Key, list[Item]], company_id: str, record: Record, side: str) -> list[Item]:
    """Return the instalments that the allocation may touch, in the order in which it fills them."""
    number = record.number(f"{side}_instalment_number")
    found = documents.get((company_id, record.values[f"{side}_document_id"]), [])
    chosen = [item for item in found if number is None or int(item.key[2]) == number]
    standing = [item for item in chosen if item.voided_date is None]
    return sorted(standing, key=lambda item: (item.due_date, int(item.key[2])))


def _mismatch(record: Record, debits: list[Item], credits: list[Item]) -> str | None:
    """Return why the two sides cannot be paired at all."""
    if any(item.sign < 0 for item in debits) or any(item.sign > 0 for item in credits):
        return "same_sign"
    amount, credit_amount = record.amount("amount"), record.amount("credit_amount")
    if debits[0].currency_code != credits[0].currency_code and credit_amount is None:
        return "missing_credit_amount"
    assert amount is not None
    if decimals(amount) > minor_digits(debits[0].currency_code):
        return "too_many_decimals"
    return None


def _apply(allocation_id: str, record: Record, debits: list[Item], credits: list[Item]) -> str | None:
    """Take the allocation into its items, or return why it is rejected, whole."""
    amount, effective = record.amount("amount"), record.day("effective_date")
    assert amount is not None and effective is not None
    is_other = debits[0].currency_code != credits[0].currency_code
    credit_amount = (record.amount("credit_amount") if is_other else amount) or ZERO
    sides = [(debits, amount), (credits, credit_amount)]
    pieces = [piece for items, total in sides for piece in _spread(items, total, [i.running for i in items])]
    fits = all(item.running + piece <= item.gross for item, piece in pieces)
    reversed_date = record.day("reversed_date")
    reason = None if fits else _reason(sides)
    start = max(effective, *(item.posting_date for item, _ in pieces))
    if reason is None:
        free = max(start, *(_free_from(item, piece, start) for item, piece in pieces))
        _close(allocation_id, pieces, free, reversed_date)
    for item, piece in pieces:
        if reason:
            item.flags.add("is_allocation_suspect")
        if reversed_date is None:
            item.running += piece
            item.accepted += ZERO if reason else piece
        elif reason is None and start < reversed_date:
            item.reversed_pieces.append((reversed_date, piece))
    return reason


def _spread(items: list[Item], total: Decimal, taken: Sequence[Decimal]) -> list[tuple[Item, Decimal]]:
    """Fill the instalments in order as far as each is open; what none can take goes to the last."""
    pieces: list[Decimal] = []
    left = total
    for item, already in zip(items, taken, strict=True):
        piece = min(left, max(ZERO, item.gross - already))
        pieces.append(piece)
        left -= piece
    pieces[-1] += left
    return [(item, piece) for item, piece in zip(items, pieces, strict=True) if piece]


def _reason(sides: Iterable[tuple[list[Item], Decimal]]) -> str:
    """Tell an over-allocation by itself from one that only rejected ones before it cause."""
    for items, total in sides:
        for item, piece in _spread(items, total, [item.accepted for item in items]):
            if item.accepted + piece > item.gross:
                return "over_allocation"
    return "after_over_allocation"


def _free_from(item: Item, piece: Decimal, start: date) -> date:
    """Return when the item can hold the piece beside the reversed ones before it."""
    overlapping = [(end, amount) for end, amount in item.reversed_pieces if end > start]
    held = sum((amount for _, amount in overlapping), ZERO)
    if item.running + held + piece <= item.gross:
        return start
    return max(end for end, _ in overlapping)


def _close(
    allocation_id: str, pieces: list[tuple[Item, Decimal]], start: date, reversed_date: date | None
) -> None:
    end = reversed_date or NEVER
    if start >= end:
        return
    for item, piece in pieces:
        others = [other.document_type for other, _ in pieces if other.sign != item.sign]
        item.closings.append(Closing(start, end, piece, allocation_id, others[0] if others else ""))
