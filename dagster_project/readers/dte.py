"""Chilean tax documents (DTE_v10): single, in shipments, assigned (AEC), and what receivers answer.

Holds the totals of a document, its tie to its stamp (TED), the counts of a shipment, and who says what of it.
Does not hold: the sales register (``rcv``), nor the check of a signature.
Called by ``guard``.
"""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO
from xml.etree.ElementTree import Element

from dagster_project.readers.dte_notices import notices_of
from dagster_project.readers.statements import UnsoundError, exact_day
from dagster_project.readers.tax_documents import (
    ZERO,
    Event,
    NoReceivable,
    TaxDocument,
    decimal_or_zero,
    exact_decimal,
    tie,
    written,
)
from dagster_project.readers.tax_ids import exact_rut, normal
from dagster_project.readers.xml_parts import read_parts, text_of

NAMESPACE = "http://www.sii.cl/SiiDte"
ROOTS = {"DTE", "EnvioDTE", "AEC", "EnvioRecibos", "RespuestaDTE"}
TYPES = dict.fromkeys(("33", "34", "39", "41"), "invoice") | {"56": "debit_note", "61": "credit_note"}
DELIVERY_NOTE = "52"
WITHHELD = {"15", *map(str, range(30, 35)), *map(str, range(36, 40)), "41", "46", "47", "48", "53"}
"""Codes of ImptoReten that the buyer keeps; the others are added (SII, tabla de impuestos adicionales)."""
ORDERS, CONTRACT, SERVICE_ENTRY = ("801", "802"), "803", "HES"
STAMPED = (
    *(("RE", "Emisor/RUTEmisor"), ("TD", "IdDoc/TipoDTE"), ("F", "IdDoc/Folio"), ("FE", "IdDoc/FchEmis")),
    *(("RR", "Receptor/RUTRecep"), ("MNT", "Totales/MntTotal")),
)
FOLIO = re.compile(r"[1-9][0-9]{0,9}")


def is_mine(head: bytes) -> bool:
    """Tell a file of the SII's schema by its first bytes, or an answer to one, which may name none."""
    return (
        b"www.sii.cl/SiiDte" in head
        or re.search(rb"<(\w+:)?(EnvioDTE|RespuestaDTE|AEC)[ >]", head) is not None
    )


def read(stream: BinaryIO) -> Iterator[Event]:
    """Yield each document as it ends, and at the end what the file says of them."""
    counts: Counter[str] = Counter()
    documents: list[TaxDocument] = []
    for element in read_parts(stream, parts={"DTE"}):
        if element.tag == "DTE":
            event = _document(element)
            counts[text_of(element, ".//IdDoc/TipoDTE")] += 1
            if isinstance(event, TaxDocument):
                documents = [event]
            yield event
        if element.tag in ROOTS - {"DTE"}:
            _tie_counts(element, counts)
            yield from notices_of(element, assigned=documents)
        elif element.tag != "DTE":
            raise UnsoundError("unknown_type", f"{element.tag} is no DTE, shipment, assignment or answer")


def _document(dte: Element) -> Event:
    document = dte.find("Documento")
    head = document.find("Encabezado") if document is not None else None
    if document is None or head is None:
        kinds = ", ".join(child.tag for child in dte)
        raise UnsoundError("unknown_type", f"holds {kinds or 'nothing'}: only Documento is read")
    kind, folio = text_of(head, "IdDoc/TipoDTE"), text_of(head, "IdDoc/Folio")
    _tie_stamp(document, head)
    if kind == DELIVERY_NOTE:
        return NoReceivable(f"delivery note {folio}")
    if kind not in TYPES or not FOLIO.fullmatch(folio):
        raise UnsoundError("unknown_type", f"type {kind!r}, number {folio!r}: read are {', '.join(TYPES)}")
    issuer = exact_rut(text_of(head, "Emisor/RUTEmisor"), what="RUTEmisor")
    _tie_totals(document, head)
    references = _references(document)
    related = [each for each in references if each["type"] in TYPES and each["id"]]
    return TaxDocument(
        issuer=issuer,
        document_id=f"{issuer}/{kind}/{folio}",
        document_type=TYPES[kind],
        currency="CLP",
        amount=_amount(head, "MntTotal"),
        number=folio,
        customer=exact_rut(text_of(head, "Receptor/RUTRecep"), what="RUTRecep"),
        issue_date=exact_day(text_of(head, "IdDoc/FchEmis"), what="FchEmis"),
        due_date=_day(head, "IdDoc/FchVenc"),
        tax=_amount(head, "IVA") + _other_taxes(head),
        related=f"{issuer}/{related[0]['type']}/{related[0]['id']}" if len(related) == 1 else "",
        more=_more(head, kind=kind, references=references, relation=related[0]["code"] if related else ""),
    )


def _more(
    head: Element, *, kind: str, references: list[dict[str, str]], relation: str
) -> tuple[tuple[str, str], ...]:
    instalments = [
        {"due_date": _day(each, "FchPago"), "amount": text_of(each, "MntPago")}
        for each in head.findall("IdDoc/MntPagos")
    ]
    found = {
        "stated_type": kind,
        "issuer_name": text_of(head, "Emisor/RznSoc"),
        "customer_name": text_of(head, "Receptor/RznSocRecep"),
        "payment_method": text_of(head, "IdDoc/FmaPago"),
        "payment_terms": text_of(head, "IdDoc/TermPagoGlosa") or text_of(head, "IdDoc/TermPagoDias"),
        "relation": relation,
        "order_reference": _first(references, ORDERS),
        "service_entry_reference": _first(references, (SERVICE_ENTRY,)),
        "contract_reference": _first(references, (CONTRACT,)),
        "references": written(references),
        "instalments": written(instalments),
    }
    return tuple(found.items())


def _references(document: Element) -> list[dict[str, str]]:
    """Return what a document refers to; all of a type (IndGlobal) is of no single one."""
    return [
        {
            "type": text_of(each, "TpoDocRef"),
            "id": "" if text_of(each, "IndGlobal") else text_of(each, "FolioRef"),
            "date": _day(each, "FchRef"),
            "code": text_of(each, "CodRef"),
            "text": text_of(each, "RazonRef"),
        }
        for each in document.findall("Referencia")
    ]


def _first(references: list[dict[str, str]], types: tuple[str, ...]) -> str:
    return next((each["id"] for each in references if each["type"] in types), "")


def _tie_stamp(document: Element, head: Element) -> None:
    """Hold issuer, type, number, day, receiver and amount to the stamp, which the SII's key signs."""
    stamp = document.find("TED/DD")
    if stamp is None:
        raise UnsoundError("not_stamped", "has no stamp (TED)")
    for theirs, path in STAMPED:
        stated, stamped = text_of(head, path), text_of(stamp, theirs)
        if normal(stated).lstrip("0") != normal(stamped).lstrip("0"):
            raise UnsoundError(
                "does_not_tie", f"{path} is {stated[:20]!r}, and {stamped[:20]!r} in the stamp"
            )


def _tie_totals(document: Element, head: Element) -> None:
    """Hold net + exempt + taxes = MntTotal, and the lines to net + exempt where nothing changes their sum."""
    total = _amount(head, "MntTotal")
    before_tax = _amount(head, "MntNeto") + _amount(head, "MntExe")
    parts = before_tax + _amount(head, "IVA") + _other_taxes(head) - _amount(head, "CredEC")
    tie(total, parts, what="MntTotal")
    lines = document.findall("Detalle")
    is_gross = bool(text_of(head, "IdDoc/MntBruto")) or text_of(head, "IdDoc/TipoDTE") in ("39", "41")
    is_plain = all(text_of(line, "IndExe") in ("", "1") for line in lines)
    if lines and is_plain and not is_gross and document.find("DscRcgGlobal") is None:
        found = sum((decimal_or_zero(text_of(line, "MontoItem"), what="MontoItem") for line in lines), ZERO)
        tie(before_tax, found, what="MntNeto + MntExe")


def _other_taxes(head: Element) -> Decimal:
    found = ZERO
    for tax in head.findall("Totales/ImptoReten"):
        amount = exact_decimal(text_of(tax, "MontoImp"), what="MontoImp")
        found += -amount if text_of(tax, "TipoImp") in WITHHELD else amount
    return found


def _tie_counts(shipment: Element, counts: Counter[str]) -> None:
    """Hold the count of each type that the shipment's cover states."""
    stated = shipment.findall("SetDTE/Caratula/SubTotDTE")
    if shipment.tag != "EnvioDTE":
        return
    found = {text_of(each, "TpoDTE"): text_of(each, "NroDTE").lstrip("0") for each in stated}
    if found != {kind: str(count) for kind, count in counts.items()}:
        raise UnsoundError("does_not_tie", f"the cover counts {found}, and there are {dict(counts)}")


def _amount(head: Element, name: str) -> Decimal:
    """Return a whole amount of pesos: MontoType has no decimals and no sign."""
    text = text_of(head, f"Totales/{name}")
    if text and not re.fullmatch(r"[0-9]{1,18}", text):
        raise UnsoundError("bad_amount", f"{name} {text[:40]!r} is no whole amount")
    return Decimal(text or 0)


def _day(element: Element, path: str) -> str:
    text = text_of(element, path)
    return exact_day(text, what=path) if text else ""
