"""The payments that a CFDI states: the complements Pagos 1.0 and 2.0 (SAT).

Holds the parts of each payment, tied to their balances, to their payment and to the total of payments.
Does not hold: the voucher itself (``cfdi``).
Called by ``cfdi``.
"""

from collections.abc import Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element

from dagster_project.readers.statements import CURRENCY, UnsoundError
from dagster_project.readers.tax_documents import (
    ZERO,
    TaxDocument,
    TaxPayment,
    day_of_time,
    exact_decimal,
    tie,
)

CENT = Decimal("0.01")


def currency_of(text: str) -> str:
    if not CURRENCY.fullmatch(text):
        raise UnsoundError("unknown_currency", f"currency {text[:10]!r} is no code")
    return text


def value_of(element: Element | None, name: str) -> str:
    return " ".join((element.get(name) or "").split()) if element is not None else ""


def payments_of(voucher: Element, document: TaxDocument) -> Iterator[TaxPayment]:
    """Yield each document that each payment pays, tied to the payment and to their total."""
    groups = voucher.findall("Complemento/Pagos")
    if bool(groups) != (document.document_type == "payment_voucher"):
        raise UnsoundError("does_not_tie", "payments stand in a voucher that is not of payments, or none do")
    count = 0
    for group in groups:
        base, first = ZERO, count
        for payment in group.findall("Pago"):
            count += 1
            paid = exact_decimal(value_of(payment, "Monto"), what="Monto")
            base += paid * exact_decimal(value_of(payment, "TipoCambioP") or "1", what="TipoCambioP")
            yield from _parts(payment, document, place=count, paid=paid)
            if value_of(group, "Version") != "1.0":
                _require_balances(payment)
        totals = group.find("Totales")
        if (totals is None) != (value_of(group, "Version") == "1.0"):
            raise UnsoundError("does_not_tie", "Pagos 2.0 states its totals, and 1.0 has none")
        if totals is not None:
            stated = exact_decimal(value_of(totals, "MontoTotalPagos"), what="MontoTotalPagos")
            tie(stated, base, what="MontoTotalPagos", within=CENT / 2 * (count - first))


def _parts(payment: Element, document: TaxDocument, *, place: int, paid: Decimal) -> Iterator[TaxPayment]:
    day = day_of_time(value_of(payment, "FechaPago"), what="FechaPago")
    more = {
        "payment_method": value_of(payment, "FormaDePagoP"),
        "payment_currency_code": currency_of(value_of(payment, "MonedaP")),
        "payment_amount": f"{paid:f}",
        "operation": value_of(payment, "NumOperacion"),
    }
    applied = ZERO
    parts = payment.findall("DoctoRelacionado")
    for nth, part in enumerate(parts, start=1):
        rate = exact_decimal(
            value_of(part, "EquivalenciaDR") or value_of(part, "TipoCambioDR") or "1", what="rate"
        )
        amount = _paid(part, payment, of=len(parts), paid=paid)
        before, after = (_balance(part, name) for name in ("ImpSaldoAnt", "ImpSaldoInsoluto"))
        if before is not None and after is not None:
            tie(after, before - amount, what="ImpSaldoInsoluto")
        if rate <= 0:
            raise UnsoundError("bad_amount", "a rate (EquivalenciaDR) is not above zero")
        applied += amount / rate
        yield TaxPayment(
            issuer=document.issuer,
            payment_id=f"{document.document_id}/{place}/{nth}",
            document_id=value_of(part, "IdDocumento").upper(),
            paid_date=day,
            currency=currency_of(value_of(part, "MonedaDR")),
            amount=amount,
            instalment=value_of(part, "NumParcialidad"),
            previous=before,
            remaining=after,
            more=(*more.items(), ("rate", f"{rate:f}")),
        )
    if applied > paid + CENT * len(parts):
        tie(paid, applied, what="Monto")


def _require_balances(payment: Element) -> None:
    """Hold what Pagos 2.0 requires of each document, so that what is paid of it is tied."""
    names = ("NumParcialidad", "ImpSaldoAnt", "ImpPagado", "ImpSaldoInsoluto")
    if not all(value_of(part, name) for part in payment.findall("DoctoRelacionado") for name in names):
        raise UnsoundError("does_not_tie", f"Pagos 2.0 states {', '.join(names)} of each document")


def _paid(part: Element, payment: Element, *, of: int, paid: Decimal) -> Decimal:
    """Return what is paid of a document: all of the payment where Pagos 1.0 leaves it out."""
    stated = value_of(part, "ImpPagado")
    if not stated and (of > 1 or value_of(part, "MonedaDR") != value_of(payment, "MonedaP")):
        raise UnsoundError("does_not_tie", "a payment does not say what it pays of each document (ImpPagado)")
    return exact_decimal(stated, what="ImpPagado") if stated else paid


def _balance(part: Element, name: str) -> Decimal | None:
    text = value_of(part, name)
    return exact_decimal(text, what=name) if text else None
