"""One entry of a CAMT message: its sign, its day, its parties, the parts of a batch.

Holds the paths of an entry (Ntry) in versions 2 to 8, which differ in status, parties and amounts.
Does not hold: statements, balances, or the reading of XML (``camt``).
Called by camt.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element

from dagster_project.readers.statements import Entry, UnsoundError, exact_amount, exact_day, signed

TIME_OF_DAY = re.compile(r"(T[0-9:.]+)?(Z|[+-][0-9]{2}:[0-9]{2})?")
NO_REFERENCE = {"", "NONREF", "NOTPROVIDED"}
IDS = ("OrgId", "PrvtId")


def entry_of(entry: Element, statement: Element, *, kind: str) -> Entry:
    amount, currency = amount_of(entry, what="entry")
    came_in, is_reversal = is_in(entry), text_of(entry, "RvslInd") in ("true", "1")
    details = entry.findall("NtryDtls/TxDtls")
    one = details[0] if len(details) == 1 else Element("TxDtls")
    party = "Dbtr" if came_in != is_reversal else "Cdtr"
    reference = text_of(entry, "AcctSvcrRef")
    value_day = day_of(entry, "ValDt", what="value date") if entry.find("ValDt") is not None else ""
    return Entry(
        account=account_of(statement),
        booking_date=day_of(entry, "BookgDt", "ValDt", what="booking date"),
        value_date=value_day,
        amount=signed(amount, is_in=came_in),
        currency=currency,
        bank_id="" if reference in NO_REFERENCE else reference,
        name=_name(one, party),
        tax_id=text_of(
            one, *(f"RltdPties/{party}{pty}/Id/{of}/Othr/Id" for pty in ("", "/Pty") for of in IDS)
        ),
        counterparty=text_of(one, *(f"RltdPties/{party}Acct/Id/{form}" for form in ("IBAN", "Othr/Id"))),
        reference=_reference(one),
        description=_joined(one) or text_of(entry, "AddtlNtryInf"),
        more=(("statement_id", text_of(statement, "Id")), *_more(entry, one, details, is_reversal)),
        is_fact=kind == "053" and status_of(entry) == "BOOK",
        text=f"{status_of(entry)} {currency} {signed(amount, is_in=came_in)} {reference}",
    )


def text_of(element: Element, *paths: str) -> str:
    """Return the text of the first path that has one."""
    return next((text.strip() for path in paths if (text := element.findtext(path)) and text.strip()), "")


def amount_of(element: Element, *, what: str) -> tuple[Decimal, str]:
    amount = element.find("Amt")
    if amount is None:
        raise UnsoundError("bad_amount", f"{what} has no amount")
    return exact_amount((amount.text or "").strip(), what=what), amount.get("Ccy", "")


def is_in(element: Element) -> bool:
    """CdtDbtInd is the sign as booked: a reversal's is not turned again."""
    indicator = text_of(element, "CdtDbtInd")
    if indicator not in ("CRDT", "DBIT"):
        raise UnsoundError("bad_sign", f"CdtDbtInd {indicator!r} is neither CRDT nor DBIT")
    return indicator == "CRDT"


def day_of(element: Element, *paths: str, what: str) -> str:
    text = text_of(element, *(f"{path}/{form}" for path in paths for form in ("Dt", "DtTm")))
    if not TIME_OF_DAY.fullmatch(text[10:]):
        raise UnsoundError("bad_date", f"{what} {text[:40]!r} is no day")
    return exact_day(text[:10], what=what)


def account_of(statement: Element) -> str:
    found = text_of(statement, "Acct/Id/IBAN", "Acct/Id/Othr/Id")
    if not found:
        raise UnsoundError("no_account", "a statement does not say whose account it is")
    return found.replace(" ", "")


def status_of(entry: Element) -> str:
    return text_of(entry, "Sts/Cd", "Sts")


def _name(details: Element, party: str) -> str:
    return text_of(details, *(f"RltdPties/{party}/{form}" for form in ("Nm", "Pty/Nm", "Agt/FinInstnId/Nm")))


def _reference(details: Element) -> str:
    paths = ("RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Strd/RfrdDocInf/Nb")
    return " ".join(text.strip() for path in paths for part in details.findall(path) if (text := part.text))


def _joined(details: Element) -> str:
    """Join the lines of free text; one that is full, of 140, runs on into the next."""
    lines = [part.text or "" for part in details.findall("RmtInf/Ustrd")]
    return "".join(line if len(line) >= 140 else f"{line} " for line in lines).strip()


def _more(
    entry: Element, one: Element, details: list[Element], is_reversal: bool
) -> Iterator[tuple[str, str]]:
    codes = "BkTxCd/Domn/Cd", "BkTxCd/Domn/Fmly/Cd", "BkTxCd/Domn/Fmly/SubFmlyCd"
    domain = "-".join(filter(None, (text_of(entry, path) for path in codes)))
    yield "bank_reference", text_of(entry, "AcctSvcrRef", "NtryRef")
    yield "bank_code", domain or text_of(entry, "BkTxCd/Prtry/Cd")
    yield "end_to_end_id", text_of(one, "Refs/EndToEndId")
    yield "mandate_id", text_of(one, "Refs/MndtId")
    yield "batch_id", text_of(entry, "NtryDtls/Btch/PmtInfId")
    yield "is_reversal", "true" if is_reversal else ""
    yield "return_reason", text_of(one, "RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry")
    if len(details) > 1:
        yield from _parts(entry, details)


def _parts(entry: Element, details: list[Element]) -> Iterator[tuple[str, str]]:
    """Say what a batch is made of; the entry is the money, its parts only tell of it."""
    party = "Dbtr" if is_in(entry) else "Cdtr"
    found = [
        {
            "amount": text_of(part, "Amt", "AmtDtls/TxAmt/Amt"),
            "name": _name(part, party),
            "reference": _reference(part),
            "end_to_end_id": text_of(part, "Refs/EndToEndId"),
        }
        for part in details
    ]
    yield "part_count", str(len(details))
    yield "parts", json.dumps(found, ensure_ascii=False)
    amounts = [part["amount"] for part in found]
    if (
        all(amounts)
        and sum(exact_amount(text, what="part") for text in amounts) != amount_of(entry, what="")[0]
    ):
        yield "flags", "parts_do_not_sum"
