"""Allocations in their order: which wait, which are rejected, and from when the others close their items.

Holds the running totals of an item, the spreading over instalments and the reasons of rejection.
Does not hold: the balance of an item; `items` does.
Called by the ledger of the re-performance.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tests.reperformance.items import NEVER, ZERO, Closing, Item
from tests.reperformance.records import Key, Record, decimals, minor_digits


@dataclass(frozen=True, slots=True)
class Reject:
    """An allocation that the build turns down."""

    company_id: str
    allocation_id: str
    reason_code: str


def allocate(
    items: dict[Key, Item], allocations: dict[Key, Record]
) -> tuple[list[Reject], list[tuple[str, str]]]:
    """Take every allocation into its items; return the rejected and the waiting ones."""
    documents: dict[Key, list[Item]] = {}
    for item in items.values():
        documents.setdefault(item.key[:2], []).append(item)
    for instalments in documents.values():
        for item in instalments:
            item.document_posting_date = min(one.posting_date for one in instalments)
    rejects, waiting = [], []
    for key, record in sorted(allocations.items(), key=lambda pair: _order(*pair)):
        if (record.text("status") or "posted") != "posted":
            continue
        debit_items = _side(documents, key[0], record, "debit")
        credit_items = _side(documents, key[0], record, "credit")
        if not debit_items or not credit_items:
            waiting.append((key[0], key[1]))
            continue
        reason = _mismatch(record, debit_items, credit_items) or _apply(
            key[1], record, debit_items, credit_items
        )
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


def _mismatch(record: Record, debit_items: list[Item], credit_items: list[Item]) -> str | None:
    """Return why the two sides cannot be paired at all."""
    if any(item.sign < 0 for item in debit_items) or any(item.sign > 0 for item in credit_items):
        return "same_sign"
    amount, credit_amount = record.amount("amount"), record.amount("credit_amount")
    is_other = debit_items[0].currency_code != credit_items[0].currency_code
    if is_other and credit_amount is None:
        return "missing_credit_amount"
    assert amount is not None
    if decimals(amount) > minor_digits(debit_items[0].currency_code):
        return "too_many_decimals"
    if is_other and decimals(credit_amount or ZERO) > minor_digits(credit_items[0].currency_code):
        return "too_many_decimals"
    return None


def _apply(
    allocation_id: str, record: Record, debit_items: list[Item], credit_items: list[Item]
) -> str | None:
    """Take the allocation into its items, or return why it is rejected, whole."""
    amount, effective = record.amount("amount"), record.day("effective_date")
    assert amount is not None
    assert effective is not None
    is_other = debit_items[0].currency_code != credit_items[0].currency_code
    credit_amount = (record.amount("credit_amount") if is_other else amount) or ZERO
    sides = [(debit_items, amount), (credit_items, credit_amount)]
    pieces = [piece for items, total in sides for piece in _spread(items, total, [i.running for i in items])]
    fits = all(item.running + piece <= item.gross for item, piece in pieces)
    reversed_date = record.day("reversed_date")
    reason = None if fits else _reason(sides)
    start = max(effective, *(item.posting_date for items, _ in sides for item in items))
    if reason is None:
        free = max(start, *(_free_from(item, piece, start) for item, piece in pieces))
        _close(allocation_id, pieces, free, reversed_date)
    for item, piece in pieces:
        if reason == "after_over_allocation":
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
        others = [other for other, _ in pieces if other.sign != item.sign]
        by = others[0].document_type if others else ""
        posted = min((other.document_posting_date for other in others), default=start)
        item.closings.append(Closing(start, end, piece, allocation_id, by, posted))
