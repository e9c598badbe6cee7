"""Mexican CFDI 3.3 and 4.0, with the payments of Pagos 1.0 and 2.0 (SAT, anexo 20).

Holds the totals of a voucher and of its payments, its relations, and the substitution of another voucher.
Does not hold: cancellation, which only the SAT's list says (``sat_metadata``), nor the check of the seal.
Called by ``guard``.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO
from xml.etree.ElementTree import Element

from dagster_project.readers.cfdi_payments import CENT, currency_of, payments_of, value_of
from dagster_project.readers.statements import UnsoundError
from dagster_project.readers.tax_documents import (
    NO_CURRENCY,
    ZERO,
    Event,
    NoReceivable,
    TaxDocument,
    day_of_time,
    decimal_or_zero,
    exact_decimal,
    tie,
    written,
)
from dagster_project.readers.tax_ids import is_rfc, normal
from dagster_project.readers.xml_parts import read_parts

VERSIONS = {"http://www.sat.gob.mx/cfd/3": "3.3", "http://www.sat.gob.mx/cfd/4": "4.0"}
TYPES = {"I": "invoice", "E": "credit_note", "P": "payment_voucher"}
NO_RECEIVABLES = {"T": "goods in transit", "N": "payroll"}
SUBSTITUTES, DEBITS = "04", "02"
UUID = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")
CHILDREN = {
    "Comprobante": {"InformacionGlobal", "CfdiRelacionados", "Emisor", "Receptor", "Conceptos", "Impuestos"}
    | {"Complemento", "Addenda"},
    "CfdiRelacionados": {"CfdiRelacionado"},
    "Pagos": {"Totales", "Pago"},
    "Pago": {"DoctoRelacionado", "ImpuestosP", "Impuestos"},
}
"""What stands in the elements whose absence nothing else would show."""


def is_mine(head: bytes) -> bool:
    """Tell a CFDI by its namespace, of whatever version."""
    return b"http://www.sat.gob.mx/cfd/" in head


def read(stream: BinaryIO) -> Iterator[Event]:
    """Yield the voucher, its payments, and a notice of each voucher that it substitutes."""
    (voucher,) = read_parts(stream)
    if voucher.tag != "Comprobante" or VERSIONS.get(voucher.get("xmlns", "")) != value_of(voucher, "Version"):
        raise UnsoundError("unknown_version", "is no CFDI of version 3.3 or 4.0")
    _refuse_strangers(voucher)
    kind = value_of(voucher, "TipoDeComprobante")
    if kind in NO_RECEIVABLES:
        yield NoReceivable(f"CFDI {kind}: {NO_RECEIVABLES[kind]}")
        return
    if kind not in TYPES:
        raise UnsoundError("unknown_type", f"TipoDeComprobante {kind!r} is none of I, E, P, T, N")
    _tie_totals(voucher)
    document = _document(voucher, kind)
    yield document
    yield from _substituted(voucher, document)
    yield from payments_of(voucher, document)


def _refuse_strangers(voucher: Element) -> None:
    for element in voucher.iter():
        strangers = {child.tag for child in element} - CHILDREN.get(
            element.tag, {child.tag for child in element}
        )
        if strangers:
            raise UnsoundError("bad_field", f"{element.tag} holds {', '.join(sorted(strangers))}")


def _document(voucher: Element, kind: str) -> TaxDocument:
    uuid, stamped = _stamp(voucher)
    issuer, customer = (normal(value_of(voucher.find(name), "Rfc")) for name in ("Emisor", "Receptor"))
    relations = _relations(voucher)
    related = [target for relation, target in relations if relation != SUBSTITUTES]
    is_debit = kind == "I" and any(relation == DEBITS for relation, _ in relations)
    flags = [f"unverified_{name}" for name, rfc in _parties(issuer, customer) if not is_rfc(rfc)]
    more = {
        "stated_type": kind,
        "issuer_name": value_of(voucher.find("Emisor"), "Nombre"),
        "customer_name": value_of(voucher.find("Receptor"), "Nombre"),
        "payment_method": value_of(voucher, "MetodoPago"),
        "payment_terms": value_of(voucher, "CondicionesDePago"),
        "relation": relations[0][0] if relations else "",
        "references": written({"type": relation, "id": target} for relation, target in relations),
        "flags": ",".join(flags),
    }
    return TaxDocument(
        issuer=issuer,
        document_id=uuid,
        document_type="debit_note" if is_debit else TYPES[kind],
        currency=currency_of(value_of(voucher, "Moneda")),
        amount=exact_decimal(value_of(voucher, "Total"), what="Total"),
        number=value_of(voucher, "Serie") + value_of(voucher, "Folio"),
        customer=customer,
        issue_date=day_of_time(value_of(voucher, "Fecha"), what="Fecha"),
        tax=_net_tax(voucher) if kind != "P" else None,
        related=related[0] if related else "",
        status="stamped",
        status_date=stamped,
        more=tuple(more.items()),
    )


def _parties(issuer: str, customer: str) -> tuple[tuple[str, str], ...]:
    return ("issuer", issuer), ("customer", customer)


def _stamp(voucher: Element) -> tuple[str, str]:
    """Return the UUID and the day of the stamp, which closes over the voucher's own seal."""
    stamps = voucher.findall("Complemento/TimbreFiscalDigital")
    if len(stamps) != 1:
        raise UnsoundError("not_stamped", f"has {len(stamps)} stamps (TimbreFiscalDigital) instead of one")
    if value_of(stamps[0], "SelloCFD") != value_of(voucher, "Sello"):
        raise UnsoundError("does_not_tie", "the stamp is of another seal (SelloCFD)")
    return _uuid(value_of(stamps[0], "UUID")), day_of_time(
        value_of(stamps[0], "FechaTimbrado"), what="FechaTimbrado"
    )


def _uuid(text: str) -> str:
    if not UUID.fullmatch(text.upper()):
        raise UnsoundError("bad_field", f"{text[:40]!r} is no UUID")
    return text.upper()


def _relations(voucher: Element) -> list[tuple[str, str]]:
    return [
        (value_of(group, "TipoRelacion"), _uuid(value_of(each, "UUID")))
        for group in voucher.findall("CfdiRelacionados")
        for each in group.findall("CfdiRelacionado")
    ]


def _substituted(voucher: Element, document: TaxDocument) -> Iterator[TaxDocument]:
    """Yield what a substitution says of the vouchers that it replaces."""
    for relation, target in _relations(voucher):
        if relation == SUBSTITUTES:
            yield TaxDocument(
                issuer=document.issuer,
                document_id=target,
                document_type=document.document_type,
                currency=NO_CURRENCY,
                amount=ZERO,
                related=document.document_id,
                status="substituted",
                status_date=document.issue_date,
                evidence="notice",
                more=(("relation", SUBSTITUTES),),
            )


def _tie_totals(voucher: Element) -> None:
    """Hold lines = SubTotal, and SubTotal - Descuento + taxes = Total."""
    stated = exact_decimal(value_of(voucher, "SubTotal"), what="SubTotal")
    discount = decimal_or_zero(value_of(voucher, "Descuento"), what="Descuento")
    total = exact_decimal(value_of(voucher, "Total"), what="Total")
    lines = voucher.findall("Conceptos/Concepto")
    found = _sum(lines, "Importe")
    tie(stated, found, what="SubTotal", within=CENT / 2 * max(len(lines), 1))
    tie(discount, _sum(lines, "Descuento"), what="Descuento", within=CENT / 2 * max(len(lines), 1))
    tie(total, stated - discount + _net_tax(voucher), what="Total")
    if value_of(voucher, "TipoDeComprobante") == "P" and (
        total or value_of(voucher, "Moneda") != NO_CURRENCY
    ):
        raise UnsoundError("does_not_tie", "a voucher of payments has a total or a currency of its own")


def _net_tax(voucher: Element) -> Decimal:
    """Return taxes less what is withheld, the local ones included, each tied to its parts."""
    net = ZERO
    for total, part, sign in (
        ("TotalImpuestosTrasladados", "Traslados/Traslado", 1),
        ("TotalImpuestosRetenidos", "Retenciones/Retencion", -1),
    ):
        taxes = voucher.find("Impuestos")
        stated = decimal_or_zero(value_of(taxes, total), what=total)
        parts = taxes.findall(part) if taxes is not None else []
        tie(stated, _sum(parts, "Importe"), what=total, within=CENT * len(parts))
        net += sign * stated
    for local in voucher.findall("Complemento/ImpuestosLocales"):
        net += decimal_or_zero(value_of(local, "TotaldeTraslados"), what="TotaldeTraslados")
        net -= decimal_or_zero(value_of(local, "TotaldeRetenciones"), what="TotaldeRetenciones")
    return net


def _sum(elements: list[Element], name: str) -> Decimal:
    return sum((decimal_or_zero(value_of(each, name), what=name) for each in elements), ZERO)
