"""BAI2 files to entries and balances (Cash Management Balance Reporting, version 2).

Holds the records 01 to 99, the fields that a funds type adds, the control totals and the counts.
Does not hold: the tie of the balances (``statements``), or the meaning of a type code beyond its sign.
Called by guard.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import BinaryIO

from dagster_project.readers.bai2_records import after_funds, records_of, whole
from dagster_project.readers.statements import Balance, End, Entry, Event, UnsoundError, short_day

FIRST = re.compile(rb"(\xef\xbb\xbf)?01,[^,\r\n]*,[^,\r\n]*,[0-9]{6},")
NO_DECIMALS = {"CLP", "JPY", "KRW", "PYG", "VND", "ISK"}
OPENING, CLOSING = "010", "015"
STATUSES, MODIFIERS = ("1", "2", "3", "4"), ("1", "2", "3", "4", "")
FACTS = ("1",)
FINAL = ("2", "4", "")
"""Modifiers of the as-of date that are of a day's end; others are of the day in progress."""


def is_mine(head: bytes) -> bool:
    """Tell the file by its header."""
    return FIRST.match(head) is not None


@dataclass(frozen=True, slots=True)
class _Account:
    """The account that is being read, and what its trailer must say."""

    number: str
    currency: str
    opening: str = ""
    closing: str = ""
    has_entries: bool = False
    total: int = 0


@dataclass(frozen=True, slots=True)
class _Group:
    """The group that is being read: its day, its currency, what has been summed."""

    day: str
    currency: str
    is_fact: bool
    first: int
    total: int = 0
    accounts: int = 0
    account: _Account | None = None
    account_first: int = 0


def read(stream: BinaryIO) -> Iterator[Event]:
    """Yield the entries and ends of every account, once its trailer ties."""
    group: _Group | None = None
    groups = total = 0
    is_ended = False
    for number, kind, fields in records_of(stream):
        if is_ended or (kind == "01") != (number[0] == 1):
            raise UnsoundError("bad_field", f"record {kind} stands where it cannot")
        if kind == "02" and group is None:
            group = _group(fields, first=number[0])
        elif kind == "98" and group and group.account is None:
            _hold("98", fields, group.total, group.accounts, number[1] - group.first + 1)
            groups, total, group = groups + 1, total + group.total, None
        elif kind == "99" and group is None:
            _hold("99", fields, total, groups, number[1])
            is_ended = True
        elif group and kind in ("03", "16", "49"):
            group, events = _in_group(group, kind, fields, number)
            yield from events
        elif kind != "01":
            raise UnsoundError("bad_field", f"record {kind} stands where it cannot")
    if not is_ended:
        raise UnsoundError("no_statement", "the end of the file (record 99) is missing")


def _group(fields: list[str], *, first: int) -> _Group:
    if len(fields) != 7 or fields[2] not in STATUSES or fields[6] not in MODIFIERS:
        raise UnsoundError("bad_field", f"group {','.join(fields)[:40]!r} has no known status or modifier")
    is_fact = fields[2] in FACTS and fields[6] in FINAL
    return _Group(short_day(fields[3], what="as-of date"), fields[5], is_fact, first)


def _in_group(
    group: _Group, kind: str, fields: list[str], number: tuple[int, int]
) -> tuple[_Group, list[Event]]:
    account = group.account
    if kind == "03" and account is None:
        return replace(group, account=_account(group, fields), account_first=number[0]), []
    if kind == "16" and account:
        amount, entry = _entry(group, account, fields)
        has_entries = account.has_entries or entry is not None
        account = replace(account, has_entries=has_entries, total=account.total + amount)
        return replace(group, account=account), [entry] if entry else []
    if kind == "49" and account:
        _hold("49", fields, account.total, None, number[1] - group.account_first + 1)
        total, accounts = group.total + account.total, group.accounts + 1
        return replace(group, total=total, accounts=accounts, account=None), [_end(group, account)]
    raise UnsoundError("bad_field", f"record {kind} stands where it cannot")


def _account(group: _Group, fields: list[str]) -> _Account:
    """Read the summaries of record 03: a type, an amount, a count, a funds type with its own fields."""
    number, currency = fields[0].replace(" ", ""), fields[1] if len(fields) > 1 else ""
    stated: dict[str, str] = {}
    total, rest = 0, fields[2:]
    while any(rest):
        kind, amount, _, *rest = [*rest, "", "", ""][: max(len(rest), 3)]
        total += whole(amount)
        if not re.fullmatch(r"[0-9]{3}", kind):
            raise UnsoundError("bad_field", f"type {kind[:20]!r} of a summary is no code")
        stated[kind] = amount
        rest = after_funds(rest)
    return _Account(
        number,
        currency or group.currency,
        stated.get(OPENING, ""),
        stated.get(CLOSING, ""),
        total=total,
    )


def _entry(group: _Group, account: _Account, fields: list[str]) -> tuple[int, Entry | None]:
    """Read record 16; type 890 is text without money. The text runs to the end of the record."""
    kind, amount = fields[0], whole(fields[1] if len(fields) > 1 else "")
    rest = [field.replace("\n", "") for field in fields[2:]]
    if not re.fullmatch(r"[0-9]{3}", kind) or amount < 0:
        raise UnsoundError("bad_field", f"entry {','.join(fields)[:40]!r} is not written as record 16")
    if kind == "890":
        return amount, None
    if not "100" <= kind <= "699":
        raise UnsoundError("bad_sign", f"type {kind} is neither a credit (100-399) nor a debit (400-699)")
    bank, customer, *text = [*after_funds(rest), "", ""]
    money = _money(amount, account.currency)
    entry = Entry(
        account=account.number,
        booking_date=group.day,
        value_date="",
        amount=money if kind < "400" or not money else -money,
        currency=account.currency,
        reference=customer.removesuffix("/"),
        description=",".join(text).strip(",").removesuffix("/").removeprefix("/"),
        more=(("bank_reference", bank.removesuffix("/")), ("bank_code", kind)),
        is_fact=group.is_fact,
        text=f"16,{','.join(fields)}",
    )
    return amount, entry


def _money(amount: int, currency: str) -> Decimal:
    return Decimal(f"{amount}.00") if currency in NO_DECIMALS else Decimal(amount).scaleb(-2)


def _end(group: _Group, account: _Account) -> End:
    """Tie an account by its ledger balances, where it has both; entries without them are not believed."""
    if not group.is_fact:
        return End(account.number, None, None, is_fact=False)
    if not (account.opening and account.closing) and (
        account.has_entries or account.opening or account.closing
    ):
        raise UnsoundError("no_balance", f"account {account.number} has no ledger balances (010, 015)")
    opening, closing = (
        Balance(group.day, _money(whole(text), account.currency), account.currency) if text else None
        for text in (account.opening, account.closing)
    )
    return End(account.number, opening, closing)


def _hold(kind: str, fields: list[str], total: int, count: int | None, records: int) -> None:
    """Hold a trailer: its control total (some banks leave it blank), its count, its records."""
    stated = [whole(field) for field in fields]
    expected = [total, *([] if count is None else [count]), records]
    blank = not fields or fields[0] == ""
    if len(stated) != len(expected) or stated[blank:] != expected[blank:]:
        raise UnsoundError("does_not_tie", f"trailer {kind} says {fields}, the file has {expected}")
