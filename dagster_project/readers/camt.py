"""CAMT.053 statements, with 052 reports and 054 notifications, to entries and balances (ISO 20022).

Holds the elements of versions 2 to 8, the batch with its parts, and the summary that counts the entries.
Does not hold: the tie of the balances (``statements``), or what a bank's code means.
Called by ``guard``.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO
from xml.etree.ElementTree import Element
from xml.parsers import expat

from dagster_project.readers.camt_entry import (
    account_of,
    amount_of,
    day_of,
    entry_of,
    is_in,
    status_of,
    text_of,
)
from dagster_project.readers.statements import Balance, End, Event, UnsoundError, exact_amount, signed

NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.(05[234])\.001\.(\d\d)")
VERSIONS = range(2, 9)
STATEMENTS = {"Stmt", "Rpt", "Ntfctn"}
OPENINGS, CLOSINGS = ("OPBD", "PRCD"), ("CLBD",)
CHUNK_BYTES = 1 << 16
MAXIMUM_DEPTH = 60


def is_mine(head: bytes) -> bool:
    """Tell a bank's ISO 20022 message to its customer by its first bytes."""
    return b":xsd:camt.05" in head or b"<BkToCstmr" in head


def read(stream: BinaryIO) -> Iterator[Event]:
    """Yield the entries as they are read; of the tree only the statement's own head is kept."""
    message = _Message()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = message.start
    parser.EndElementHandler = message.end
    parser.CharacterDataHandler = message.text
    is_last = False
    try:
        while not is_last:
            chunk = stream.read(CHUNK_BYTES)
            is_last = not chunk
            parser.Parse(chunk, is_last)
            yield from message.drain()
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise UnsoundError("bad_xml", f"is no whole XML file ({error})") from error


def _refuse_doctype(*_: object) -> None:
    raise UnsoundError("doctype", "declares a DOCTYPE, which no bank's file needs")


class _Message:
    """The open elements of a message, and what is ready to be given."""

    def __init__(self) -> None:
        self._open: list[Element] = []
        self._ready: list[Event] = []
        self._kind = ""
        self._count: list[tuple[Decimal, bool, bool]] = []

    def drain(self) -> Iterator[Event]:
        ready, self._ready = self._ready, []
        yield from ready

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open:
            self._kind = _kind_of(attributes)
        if len(self._open) >= MAXIMUM_DEPTH:
            raise UnsoundError("bad_xml", f"is nested more than {MAXIMUM_DEPTH} deep")
        element = Element(name.rpartition(":")[2], attributes)
        element.text = ""
        if self._open:
            self._open[-1].append(element)
        self._open.append(element)

    def text(self, text: str) -> None:
        self._open[-1].text = f"{self._open[-1].text}{text}"

    def end(self, _: str) -> None:
        element = self._open.pop()
        if element.tag == "Ntry" and self._open and self._open[-1].tag in STATEMENTS:
            entry = entry_of(element, self._open[-1], kind=self._kind)
            self._ready.append(entry)
            self._count.append((abs(entry.amount), entry.amount >= 0, status_of(element) == "BOOK"))
            self._open[-1].remove(element)
        if element.tag in STATEMENTS and len(self._open) == 2:
            _tie_summary(element, self._count)
            self._ready.append(_end(element, is_fact=self._kind == "053"))
            self._count = []
            self._open[-1].remove(element)


def _kind_of(attributes: dict[str, str]) -> str:
    found = next((NAMESPACE.fullmatch(value) for value in attributes.values() if ":camt.05" in value), None)
    if found is None or int(found[2]) not in VERSIONS:
        raise UnsoundError("unknown_version", "is no CAMT.052, 053 or 054 of version 2 to 8")
    return found[1]


def _end(statement: Element, *, is_fact: bool) -> End:
    """Return the balances of a statement; those of a report or notification are of no day's end."""
    account, label = account_of(statement), text_of(statement, "Id")
    if not is_fact:
        return End(account, None, None, label, is_fact=False)
    opening, closing = _balance(statement, OPENINGS), _balance(statement, CLOSINGS)
    if not (opening and closing):
        missing = "opening (OPBD, PRCD)" if closing else "closing (CLBD)"
        raise UnsoundError("no_balance", f"statement {label!r} has no {missing} balance to tie to")
    return End(account, opening, closing, label)


def _balance(statement: Element, codes: tuple[str, ...]) -> Balance | None:
    """Return the balance of the first code that the statement has; two of one code must be one."""
    for code in codes:
        found = [bal for bal in statement.findall("Bal") if text_of(bal, "Tp/CdOrPrtry/Cd") == code]
        stated = {_stated(bal, what=code) for bal in found}
        if len(stated) > 1:
            raise UnsoundError("two_balances", f"a statement has two different balances {code}")
        if stated:
            return stated.pop()
    return None


def _stated(balance: Element, *, what: str) -> Balance:
    amount, currency = amount_of(balance, what=what)
    return Balance(day_of(balance, "Dt", what=what), signed(amount, is_in=is_in(balance)), currency)


def _tie_summary(statement: Element, entries: list[tuple[Decimal, bool, bool]]) -> None:
    """Hold the counts and sums of TxsSummry, of all entries or of the booked ones."""
    summary = statement.find("TxsSummry")
    booked = [entry for entry in entries if entry[2]]
    if summary is not None and not any(_sums_up(summary, chosen) for chosen in (entries, booked)):
        raise UnsoundError(
            "does_not_tie", f"statement {text_of(statement, 'Id')!r}: TxsSummry counts other entries"
        )


def _sums_up(summary: Element, entries: list[tuple[Decimal, bool, bool]]) -> bool:
    for name, chosen in (
        ("TtlNtries", entries),
        ("TtlCdtNtries", [entry for entry in entries if entry[1]]),
        ("TtlDbtNtries", [entry for entry in entries if not entry[1]]),
    ):
        count, total = text_of(summary, f"{name}/NbOfNtries"), text_of(summary, f"{name}/Sum")
        if count and count.lstrip("0") != (str(len(chosen)) if chosen else ""):
            return False
        if total and exact_amount(total, what="TxsSummry") != sum(entry[0] for entry in chosen):
            return False
    return True
