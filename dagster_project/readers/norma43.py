"""Norma 43 statements to entries and balances (Cuaderno 43 of the Spanish banks, June 2012).

Holds the records 11, 22, 23, 24, 33, 88, their positions, and the counts and totals of the trailers.
Does not hold: the tie of the balances (``statements``), or a bank's own layout of the texts.
Called by guard.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import BinaryIO

from dagster_project.readers.statements import (
    Balance,
    End,
    Entry,
    Event,
    UnsoundError,
    short_day,
    signed,
)

FIRST = re.compile(rb"(\xef\xbb\xbf)?11[0-9]{18}[0-9]{12}[12][0-9]{14}[0-9]{3}")
WIDTH = 80
CURRENCIES = {
    "978": "EUR",
    "840": "USD",
    "826": "GBP",
    "756": "CHF",
    "392": "JPY",
    "152": "CLP",
    "484": "MXN",
}
"""ISO 4217 numeric codes of the currencies that Spanish accounts are held in."""


def is_mine(head: bytes) -> bool:
    """Tell the file by the digits of its first account header."""
    return FIRST.match(head) is not None


@dataclass(frozen=True, slots=True)
class _Account:
    """The account that is being read: its header, its last movement, what has been counted."""

    number: str
    opening: Balance
    last_day: str
    entry: Entry | None = None
    texts: int = 0
    debits: tuple[int, Decimal] = (0, Decimal(0))
    credits: tuple[int, Decimal] = (0, Decimal(0))


def read(stream: BinaryIO) -> Iterator[Event]:
    """Yield the movements and ends of every account; without the trailer 88 the file was cut."""
    account: _Account | None = None
    count, is_ended = 0, False
    for raw_line in stream:
        line = raw_line.decode("latin-1").removeprefix("ï»¿").rstrip("\r\n\x1a ")
        if not line:
            continue
        if is_ended or "\0" in line or len(line) > WIDTH:
            raise UnsoundError("bad_field", f"record {line[:30]!r} is longer than 80 or follows the end")
        if line.startswith("88"):
            _end_file(line, count, account)
            is_ended = True
            continue
        count += 1
        account, events = _next(account, line)
        yield from events
    if not is_ended:
        raise UnsoundError("no_statement", "the end of the file (record 88) is missing")


def _next(account: _Account | None, line: str) -> tuple[_Account | None, list[Event]]:
    kind = line[:2]
    if kind == "11" and account is None:
        return _header(line), []
    if account is None:
        raise UnsoundError("bad_field", f"record {line[:30]!r} stands in no account")
    done: list[Event] = [account.entry] if account.entry else []
    match kind:
        case "22":
            return _moved(account, _movement(account, line)), done
        case "23" if account.entry and account.texts < 5 and line[2:4] == f"{account.texts + 1:02}":
            text = line[4:].ljust(WIDTH - 4)
            entry = replace(account.entry, description=account.entry.description + text)
            return replace(account, entry=entry, texts=account.texts + 1), []
        case "24" if account.entry:
            return account, []
        case "33":
            return None, [*done, _trailer(account, line)]
        case _:
            raise UnsoundError("bad_field", f"record {line[:30]!r} cannot stand here")


def _digits(line: str, start: int, end: int) -> str:
    """Return the digits at positions counted from 1, both included."""
    text = line[start - 1 : end]
    if not re.fullmatch(rf"[0-9]{{{end - start + 1}}}", text):
        raise UnsoundError("bad_field", f"record {line[:30]!r} has no digits at {start} to {end}")
    return text


def _money(line: str, start: int) -> Decimal:
    """Return 14 digits, the last two of them decimals."""
    text = _digits(line, start, start + 13)
    return Decimal(f"{text[:12].lstrip('0') or '0'}.{text[12:]}")


def _is_in(line: str, position: int) -> bool:
    if line[position - 1 : position] not in ("1", "2"):
        raise UnsoundError("bad_sign", f"record {line[:30]!r} has neither 1 nor 2 at {position}")
    return line[position - 1] == "2"


def _currency(line: str, start: int) -> str:
    code = _digits(line, start, start + 2)
    if code not in CURRENCIES:
        raise UnsoundError("mixed_currencies", f"currency {code} is none that is known here")
    return CURRENCIES[code]


def _header(line: str) -> _Account:
    amount = signed(_money(line, 34), is_in=_is_in(line, 33))
    first, last = (short_day(_digits(line, start, start + 5), what="period") for start in (21, 27))
    return _Account(_digits(line, 3, 20), Balance(first, amount, _currency(line, 48)), last)


def _movement(account: _Account, line: str) -> Entry:
    amount = signed(_money(line, 29), is_in=_is_in(line, 28))
    padded = line.ljust(WIDTH)
    references = (padded[52:64].strip(), padded[64:80].strip())
    return Entry(
        account=account.number,
        booking_date=short_day(_digits(line, 11, 16), what="operation date"),
        value_date=short_day(_digits(line, 17, 22), what="value date"),
        amount=amount,
        currency=account.opening.currency,
        reference=" ".join(text for text in references if text.strip("0")),
        more=(
            ("bank_reference", padded[42:52].strip().lstrip("0")),
            ("bank_code", _digits(line, 23, 24)),
            ("business_code", _digits(line, 25, 27)),
        ),
        text=line,
    )


def _moved(account: _Account, entry: Entry) -> _Account:
    """Count a movement by its sign as written; a zero one counts with the credits or the debits."""
    is_in = entry.text[27] == "2"
    number, total = account.credits if is_in else account.debits
    counted = (number + 1, total + abs(entry.amount))
    account = replace(account, entry=entry, texts=0)
    return replace(account, credits=counted) if is_in else replace(account, debits=counted)


def _trailer(account: _Account, line: str) -> End:
    """Hold account, counts and totals of record 33."""
    counted = (
        (int(_digits(line, 21, 25)), _money(line, 26)),
        (int(_digits(line, 40, 44)), _money(line, 45)),
    )
    if _digits(line, 3, 20) != account.number or counted != (account.debits, account.credits):
        raise UnsoundError("does_not_tie", f"account {account.number}: record 33 is of other movements")
    amount = signed(_money(line, 60), is_in=_is_in(line, 59))
    closing = Balance(account.last_day, amount, _currency(line, 74))
    return End(account.number, account.opening, closing)


def _end_file(line: str, count: int, account: _Account | None) -> None:
    """Hold the count of record 88; some banks count it too."""
    stated = int(_digits(line, 21, 26))
    if account is not None or line[2:20] != "9" * 18 or count not in (stated, stated - 1):
        raise UnsoundError("does_not_tie", f"record 88 says {stated} records, the file has {count}")
