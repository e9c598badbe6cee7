"""MT940 statements and MT942 reports to entries and balances (SWIFT category 9).

Holds the fields 20, 25, 28, 60, 61, 62, 86, 90, the pages of a statement, and the order that they must have.
Does not hold: the tie of the balances (``statements``), or the codes inside field 86 (``mt940_details``).
Called by guard.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import BinaryIO

from dagster_project.readers.mt940_details import counterparty_of
from dagster_project.readers.mt940_fields import amount_of, balance_of, entry_day, fields_of, summed_of
from dagster_project.readers.statements import Balance, End, Entry, Event, UnsoundError, short_day, signed

FIRST = re.compile(rb"^:(20|25|28C?|60[FM]|61|62[FM]|86):", re.MULTILINE)
LINE = re.compile(
    r"(?P<day>[0-9]{6})(?P<entry>[0-9]{4})?(?P<mark>R?[CD])(?P<funds>[A-Z])?(?P<amount>[0-9]+,[0-9]*)"
    r"(?P<kind>[A-Z][A-Z0-9]{3})(?P<reference>[^\n]*)(?P<more>\n.*)?",
    re.DOTALL,
)


def is_mine(head: bytes) -> bool:
    """Tell a SWIFT statement by a field at the start of a line."""
    return FIRST.search(head) is not None


def read(stream: BinaryIO) -> Iterator[Event]:
    """Yield the entries and ends of every statement; its pages are tied one by one."""
    page = _Page()
    for tag, value in fields_of(stream):
        page, events = _next(page, tag, value)
        yield from events
    yield from _finish(page)


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known of the statement, or the page of one, that is being read."""

    account: str = ""
    statement_id: str = ""
    opening: Balance | None = None
    entry: Entry | None = None
    currency: str = ""
    is_report: bool = False
    is_closed: bool = True
    counts: tuple[tuple[str, int, Decimal], ...] = ()
    count: tuple[tuple[int, Decimal], tuple[int, Decimal]] = ((0, Decimal(0)), (0, Decimal(0)))


def _next(page: _Page, tag: str, value: str) -> tuple[_Page, list[Event]]:
    """Take one field; what it completes comes out."""
    match tag:
        case "20":
            return _Page(), list(_finish(page))
        case "61":
            return _line(page, value)
        case "86" if page.entry:
            return replace(page, entry=_described(page.entry, value)), []
        case "90C" | "90D":
            return replace(page, counts=(*page.counts, summed_of(tag, value))), []
        case "62F" | "62M":
            return _close(page, balance_of(value, is_intermediate=tag == "62M"))
        case _:
            return _headed(page, tag, value), []


def _headed(page: _Page, tag: str, value: str) -> _Page:
    """Take a field of the head: account, number, opening balance, or the marks of a report."""
    match tag:
        case "25":
            return replace(page, account=value.split("\n")[0].replace(" ", ""), is_closed=False)
        case "28" | "28C":
            return replace(page, statement_id=value.strip())
        case "60F" | "60M":
            balance = balance_of(value, is_intermediate=tag == "60M")
            return replace(page, opening=balance, currency=balance.currency, is_closed=False)
        case "34F":
            return replace(page, is_report=True, currency=value[:3])
        case "13" | "13D":
            return replace(page, is_report=True)
        case _:
            return page


def _line(page: _Page, value: str) -> tuple[_Page, list[Event]]:
    if page.is_closed or not page.account:
        raise UnsoundError("no_statement", f"entry {value[:40]!r} stands in no statement")
    if not page.opening and not page.is_report:
        raise UnsoundError("no_balance", f"statement {page.statement_id!r} has no opening balance (60F)")
    entry = _entry(page, value)
    money_out, money_in = page.count
    if entry.amount < 0:
        money_out = (money_out[0] + 1, money_out[1] - entry.amount)
    else:
        money_in = (money_in[0] + 1, money_in[1] + entry.amount)
    done: list[Event] = [page.entry] if page.entry else []
    return replace(page, entry=entry, count=(money_out, money_in)), done


def _entry(page: _Page, value: str) -> Entry:
    """Read field 61; RC takes back money that came in, RD money that went out."""
    found = LINE.fullmatch(value)
    if not found:
        raise UnsoundError("bad_field", f"entry {value[:60]!r} is not written as field 61")
    value_day = short_day(found["day"], what="value date")
    customer, _, bank = found["reference"].partition("//")
    reference = "" if customer.strip() == "NONREF" else customer.strip()
    return Entry(
        account=page.account,
        booking_date=entry_day(value_day, found["entry"]),
        value_date=value_day,
        amount=signed(amount_of(found["amount"]), is_in=found["mark"] in ("C", "RD")),
        currency=page.currency,
        reference=reference,
        description=(found["more"] or "").strip(),
        more=(
            ("statement_id", page.statement_id),
            ("bank_reference", bank.strip()),
            ("bank_code", found["kind"]),
            ("is_reversal", "true" if found["mark"].startswith("R") else ""),
        ),
        is_fact=not page.is_report,
        text=f":61:{value}",
    )


def _described(entry: Entry, value: str) -> Entry:
    """Add field 86: what it says of the other party, or free text."""
    known = counterparty_of(value)
    description = " ".join(filter(None, (entry.description, known.text)))
    return replace(
        entry,
        name=known.name,
        counterparty=known.account,
        reference=known.reference or entry.reference,
        description=description,
        more=(*entry.more, *known.more),
    )


def _close(page: _Page, closing: Balance) -> tuple[_Page, list[Event]]:
    """End a page; the next may follow without a new head."""
    if not page.opening or page.is_closed:
        raise UnsoundError("no_balance", f"statement {page.statement_id!r} has no opening balance (60F)")
    end = End(page.account, page.opening, closing, page.statement_id)
    events: list[Event] = [page.entry, end] if page.entry else [end]
    return _Page(account=page.account, statement_id=page.statement_id), events


def _finish(page: _Page) -> Iterator[Event]:
    """End a report by its counts; a statement that is still open was cut."""
    if page.is_closed:
        return
    if page.is_report and not page.opening:
        yield from [page.entry] if page.entry else []
        money = dict(zip(("90D", "90C"), page.count, strict=True))
        if not page.counts or any(money[tag] != (count, total) for tag, count, total in page.counts):
            raise UnsoundError("does_not_tie", f"report {page.statement_id!r}: field 90 is of other entries")
        yield End(page.account, None, None, page.statement_id, is_fact=False)
    elif page.account or page.opening or page.entry:
        raise UnsoundError("no_balance", f"statement {page.statement_id!r} has no closing balance (62F)")
