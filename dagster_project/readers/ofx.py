"""OFX 1 (SGML whose leaves are not closed) and OFX 2 (XML) to entries and balances.

Holds the tags of bank and card statements, the spelling of amounts and days, and what must be closed.
Does not hold: the tie of statements (``statements``); without an opening balance only the next file ties.
Called by guard.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from html import unescape
from typing import BinaryIO

from dagster_project.readers.statements import (
    Balance,
    End,
    Entry,
    Event,
    UnsoundError,
    exact_amount,
    exact_day,
    signed,
)

FIRST = re.compile(
    rb"\s*(\xef\xbb\xbf)?\s*(OFXHEADER\s*:|(<\?xml[^>]*>\s*)?(<\?OFX[^>]*>\s*)?<OFX>)", re.IGNORECASE
)
TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z0-9_.]+)\s*>(?P<text>[^<]*)")
MONEY = re.compile(r"(?P<sign>[+-]?)(?P<amount>[0-9]{1,14}([.,][0-9]{0,5})?)")
MOMENT = re.compile(r"(?P<day>[0-9]{8})([0-9]{4}([0-9]{2}(\.[0-9]+)?)?)?(\[[^\]]*\])?")
STATEMENTS = ("STMTRS", "CCSTMTRS")
ONCE = (*STATEMENTS, "BANKACCTFROM", "CCACCTFROM", "STMTTRN", "LEDGERBAL", "PAYEE", "BANKACCTTO", "CCACCTTO")
"""Parts in which a field stands once."""
PARTS = (*ONCE, "CURRENCY", "ORIGCURRENCY", "AVAILBAL", "BANKTRANLIST", "BALLIST", "OFX")


def is_mine(head: bytes) -> bool:
    """Tell OFX by its header or its first tag."""
    return FIRST.match(head) is not None


@dataclass(frozen=True, slots=True)
class _Node:
    """An open part: its leaves, and those of the parts inside it by ``PART/LEAF``."""

    name: str
    leaves: dict[str, str] = field(default_factory=dict)
    start: int = 0


def read(stream: BinaryIO) -> Iterator[Event]:
    """Yield the entries and the end of every statement; what is not closed was cut."""
    text = _text(stream.read())
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise UnsoundError("doctype", "the file declares a DOCTYPE")
    stack: list[_Node] = []
    entries: list[Entry] = []
    is_ended = False
    for tag in TAG.finditer(text):
        name = tag["name"].upper()
        if is_ended:
            raise UnsoundError("bad_field", f"{name} follows the end of the file")
        if name not in PARTS:
            _keep_leaf(stack, tag, name)
        elif not tag["end"]:
            stack.append(_Node(name, start=tag.start()))
        else:
            node = _closed(stack, name)
            is_ended = name == "OFX"
            if name == "STMTTRN":
                entries.append(_entry(node, text[node.start : tag.end("name") + 1]))
            elif name in STATEMENTS:
                yield from _statement(node, entries)
                entries = []
            elif stack:
                _hand_up(stack[-1], node)
    if not is_ended:
        raise UnsoundError("no_statement", "the end of the file (</OFX>) is missing")


def _text(data: bytes) -> str:
    """Return UTF-8, whatever the header says (1252 is said of UTF-8 files), else Windows-1252."""
    if b"\0" in data:
        raise UnsoundError("bad_field", "the file holds NUL bytes")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _keep_leaf(stack: list[_Node], tag: re.Match[str], name: str) -> None:
    value = unescape(tag["text"].strip())
    if stack and not tag["end"] and value:
        if stack[-1].leaves.setdefault(name, value) != value and stack[-1].name in ONCE:
            raise UnsoundError("bad_field", f"{stack[-1].name} says {name} twice")
    elif tag["end"] and value:
        raise UnsoundError("bad_field", f"text {value[:40]!r} stands outside of a field")


def _closed(stack: list[_Node], name: str) -> _Node:
    if not stack or stack[-1].name != name:
        opened = stack[-1].name if stack else "nothing"
        raise UnsoundError("bad_field", f"{name} is closed where {opened} is open")
    return stack.pop()


def _hand_up(parent: _Node, node: _Node) -> None:
    """Give the leaves of a part to the part that holds it."""
    for name, value in node.leaves.items():
        parent.leaves[f"{node.name}/{name}"] = value


def _entry(node: _Node, original: str) -> Entry:
    leaves = node.leaves
    day = _day(leaves.get("DTPOSTED", ""), what="DTPOSTED")
    value_day = leaves.get("DTAVAIL", "")
    amount = _money(leaves.get("TRNAMT", ""), what="TRNAMT")
    given = leaves.get("FITID", "")
    return Entry(
        account="",
        booking_date=day,
        value_date=_day(value_day, what="DTAVAIL") if value_day else "",
        amount=amount,
        currency=leaves.get("CURRENCY/CURSYM", ""),
        bank_id=f"{given}/{day}/{amount:f}" if given else "",
        name=leaves.get("NAME", leaves.get("PAYEE/NAME", "")),
        counterparty=leaves.get("BANKACCTTO/ACCTID", leaves.get("CCACCTTO/ACCTID", "")),
        reference=leaves.get("REFNUM", leaves.get("CHECKNUM", "")),
        description=leaves.get("MEMO", ""),
        more=(("bank_reference", given), ("bank_code", leaves.get("TRNTYPE", ""))),
        text=" ".join(original.split()),
    )


def _statement(node: _Node, entries: list[Entry]) -> Iterator[Event]:
    """Give the entries their account and currency, and end with the ledger's balance."""
    leaves = node.leaves
    account = leaves.get("BANKACCTFROM/ACCTID", leaves.get("CCACCTFROM/ACCTID", "")).replace(" ", "")
    currency = leaves.get("CURDEF", "")
    if "LEDGERBAL/BALAMT" not in leaves:
        raise UnsoundError("no_balance", f"the statement of {account or 'no account'} has no LEDGERBAL")
    for entry in entries:
        yield replace(entry, account=account, currency=entry.currency or currency)
    day = _day(leaves.get("LEDGERBAL/DTASOF", ""), what="DTASOF")
    closing = Balance(day, _money(leaves["LEDGERBAL/BALAMT"], what="BALAMT"), currency)
    yield End(account, None, closing)


def _money(text: str, *, what: str) -> Decimal:
    """Return a signed amount with a point or, as banks of Spain and Latin America write it, a comma."""
    found = MONEY.fullmatch(text)
    if not found:
        raise UnsoundError("bad_amount", f"{what} {text[:40]!r} is no plain amount")
    return signed(exact_amount(found["amount"].replace(",", "."), what=what), is_in=found["sign"] != "-")


def _day(text: str, *, what: str) -> str:
    """Return the local day as written: a zone never moves it."""
    found = MOMENT.fullmatch(text)
    if not found:
        raise UnsoundError("bad_date", f"{what} {text[:40]!r} is no day")
    day = found["day"]
    return exact_day(f"{day[:4]}-{day[4:6]}-{day[6:]}", what=what)
