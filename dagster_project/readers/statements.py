"""What a bank statement is made of, whatever its format, and the ties that every one must keep.

Holds the shapes that the bank readers fill, the exact spelling of amounts and days, the numbering, the tie.
Does not hold: any format, nor the process in which a format is read (``guard``).
Called by the bank readers and by guard.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import BinaryIO

AMOUNT = re.compile(r"[0-9]{1,14}(\.[0-9]{0,5})?")
CURRENCY = re.compile(r"[A-Z]{3}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ENTRY_COLUMNS = (
    *("bank_account_id", "entry_id", "booking_date", "value_date", "amount", "currency_code"),
    *("counterparty_name", "counterparty_tax_id", "counterparty_account", "reference", "description"),
)
MORE_COLUMNS = (
    *("format", "statement_id", "bank_reference", "bank_code", "business_code", "end_to_end_id"),
    *("mandate_id", "batch_id", "is_reversal", "return_reason", "part_count", "parts", "flags"),
)
BALANCE_COLUMNS = ("bank_account_id", "balance_date", "balance_type", "amount", "currency_code")
STATED_COLUMNS = ("format", "statement_id", "stated_date")


class UnsoundError(Exception):
    """A file that cannot be believed; guard turns it into a refusal."""

    def __init__(self, reason_code: str, reason: str) -> None:
        super().__init__(f"{reason}: ask its sender for the file again")
        self.reason_code = reason_code


@dataclass(frozen=True, slots=True)
class Entry:
    """One booked line, money in positive; one that is no fact is counted and not landed."""

    account: str
    booking_date: str
    value_date: str
    amount: Decimal
    currency: str
    bank_id: str = ""
    name: str = ""
    tax_id: str = ""
    counterparty: str = ""
    reference: str = ""
    description: str = ""
    more: tuple[tuple[str, str], ...] = ()
    is_fact: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """What the bank says stood on the account."""

    day: str
    amount: Decimal
    currency: str
    is_intermediate: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """The end of a statement: its balances; without an opening one only the closing is kept."""

    account: str
    opening: Balance | None
    closing: Balance | None
    statement_id: str = ""
    is_fact: bool = True


Event = Entry | End
Read = Callable[[BinaryIO], Iterator[Event]]


@dataclass(frozen=True, slots=True)
class Row:
    """A record of raw: of entries (numbered from 1) or of balances (number 0), or an ignored entry."""

    kind: str
    number: int
    values: tuple[str, ...]
    text: str


def exact_amount(text: str, *, what: str) -> Decimal:
    """Return a plain unsigned amount with two decimals, or all it has: ``1234,``, ``1234.0`` are one."""
    if not AMOUNT.fullmatch(text):
        raise UnsoundError("bad_amount", f"{what} {text[:40]!r} is no plain amount")
    whole, _, decimals = text.partition(".")
    return Decimal(f"{whole}.{decimals.rstrip('0').ljust(2, '0')}")


def signed(amount: Decimal, *, is_in: bool) -> Decimal:
    return amount if is_in or not amount else -amount


def exact_day(text: str, *, what: str) -> str:
    """Return a real day written yyyy-mm-dd."""
    try:
        if DAY.fullmatch(text) and 1900 <= date.fromisoformat(text).year <= 2200:
            return text
    except ValueError:
        pass
    raise UnsoundError("bad_date", f"{what} {text[:40]!r} is no day")


def short_day(text: str, *, what: str) -> str:
    """Return the day of YYMMDD: 80 to 99 are of the last century."""
    if not re.fullmatch(r"[0-9]{6}", text):
        raise UnsoundError("bad_date", f"{what} {text[:40]!r} is no day")
    century = "19" if text >= "80" else "20"
    return exact_day(f"{century}{text[:2]}-{text[2:4]}-{text[4:]}", what=what)


def rows_of(events: Iterable[Event], *, name: str) -> Iterator[Row]:
    """Number the entries, tie each statement, and give its balances once it is tied."""
    equals: Counter[tuple[str, str]] = Counter()
    balances: dict[tuple[str, str, str], Row] = {}
    seen: set[tuple[str, str]] = set()
    total, first_day, number, statements = Decimal(0), "", 0, 0
    for event in events:
        if isinstance(event, Entry):
            number += 1
            if event.is_fact:
                total += event.amount
                first_day = min(first_day or event.booking_date, event.booking_date)
                seen.add((event.account, event.currency))
            yield _entry_row(event, number, equals, name)
            continue
        statements += 1
        _tie(event, total, seen)
        _keep(event, balances, first_day, name)
        total, first_day, seen = Decimal(0), "", set()
    if seen or not statements:
        raise UnsoundError("no_statement", "no statement is complete")
    yield from balances.values()


def _entry_row(entry: Entry, number: int, equals: Counter[tuple[str, str]], name: str) -> Row:
    if not entry.is_fact:
        return Row("ignored", number, (), entry.text)
    key = entry.bank_id or f"{entry.booking_date}/{entry.amount:f}/{entry.currency}"
    equals[entry.account, key] += 1
    nth = equals[entry.account, key]
    entry_id = key if entry.bank_id and nth == 1 else f"{key}/{nth}"
    more = {"format": name, **dict(entry.more)}
    values = (
        *(entry.account, entry_id, entry.booking_date, entry.value_date, f"{entry.amount:f}", entry.currency),
        *(entry.name, entry.tax_id, entry.counterparty, entry.reference, entry.description),
        *(more.get(column, "") for column in MORE_COLUMNS),
    )
    return Row("entry", number, tuple(map(_clean, values)), entry.text)


def _clean(value: str) -> str:
    """Write on one line, without what no text holds."""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _tie(end: End, total: Decimal, seen: set[tuple[str, str]]) -> None:
    """Hold opening + entries = closing, all in one currency."""
    if any(account != end.account for account, _ in seen) or not end.account:
        raise UnsoundError("no_account", f"statement {end.statement_id!r} does not say whose account it is")
    stated = {balance.currency for balance in (end.opening, end.closing) if balance}
    currencies = sorted(stated | {currency for _, currency in seen})
    if len(currencies) > 1 or not all(CURRENCY.fullmatch(code) for code in currencies):
        raise UnsoundError("mixed_currencies", f"one statement is in {', '.join(currencies)}")
    if end.opening and end.closing and end.opening.amount + total != end.closing.amount:
        opening, closing = end.opening.amount, end.closing.amount
        words = f"opening {opening:f} + entries {total:f} = {opening + total:f}, not the closing {closing:f}"
        raise UnsoundError("does_not_tie", f"statement {end.statement_id or end.account}: {words}")


def _keep(end: End, balances: dict[tuple[str, str, str], Row], first_day: str, name: str) -> None:
    """Keep the first opening and the last closing of a day.

    Banks date an opening by its day or by the day before; here it stands before its day's entries.
    """
    for kind, balance in (("opening", end.opening), ("closing", end.closing)):
        if balance is None or balance.is_intermediate or not end.is_fact:
            continue
        day = balance.day
        if kind == "opening" and end.closing:
            next_day = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
            day = first_day or min(next_day, max(end.closing.day, day))
        values = (end.account, day, kind, f"{balance.amount:f}", balance.currency)
        shown = (*values, name, end.statement_id, balance.day)
        row = Row("balance", 0, tuple(map(_clean, shown)), " ".join(values))
        key = (end.account, day, kind)
        if kind == "closing" or key not in balances:
            balances[key] = row
