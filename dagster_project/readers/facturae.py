"""Spanish Facturae 3.2, 3.2.1 and 3.2.2, one invoice or a batch of them.

Holds the totals of an invoice and of its batch, its corrections, its instalments and its assignment.
Does not hold: the check of the signature (XAdES), nor what a correction does to the ledger.
Called by ``guard``.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO
from xml.etree.ElementTree import Element

from dagster_project.readers.facturae_parties import assignment_of, name_of, references_of, tax_id_of
from dagster_project.readers.facturae_totals import Batch, tie_invoice
from dagster_project.readers.statements import CURRENCY, UnsoundError, exact_day
from dagster_project.readers.tax_documents import (
    NO_CURRENCY,
    ZERO,
    Event,
    NoReceivable,
    TaxDocument,
    exact_decimal,
    written,
)
from dagster_project.readers.tax_ids import is_nif
from dagster_project.readers.xml_parts import read_parts, text_of

NAMESPACES = {
    "http://www.facturae.es/Facturae/2009/v3.2/Facturae": "3.2",
    "http://www.facturae.gob.es/formato/Versiones/Facturaev3_2.xml": "3.2",
    "http://www.facturae.es/Facturae/2014/v3.2.1/Facturae": "3.2.1",
    "http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_1.xml": "3.2.1",
    "http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml": "3.2.2",
}
ORIGINALS, COPIES = ("OO", "OR", "OC"), ("CO", "CR", "CC")
REPLACES = "01"


def is_mine(head: bytes) -> bool:
    """Tell a Facturae of any version by its namespace."""
    return b"http://www.facturae" in head and b"Facturae" in head


def read(stream: BinaryIO) -> Iterator[Event]:
    """Yield each invoice as it ends; the batch is tied when the file does."""
    batch: Batch | None = None
    header: Element | None = None
    parties: Element | None = None
    for part in read_parts(stream, parts={"FileHeader", "Parties", "Invoice"}):
        if part.tag == "FileHeader":
            header, batch = part, Batch(part)
        elif part.tag == "Parties":
            parties = part
        elif part.tag == "Invoice":
            if header is None or parties is None or batch is None:
                raise UnsoundError("bad_field", "an invoice stands before the file's header and parties")
            batch.add(part)
            yield from _invoice(part, header, parties)
        elif part.tag != "Facturae" or NAMESPACES.get(part.get("xmlns", "")) != _version(header):
            raise UnsoundError("unknown_version", "is no Facturae of version 3.2, 3.2.1 or 3.2.2")
    if batch is None:
        raise UnsoundError("does_not_tie", "holds no header with its totals (Batch)")
    batch.tie()


def _version(header: Element | None) -> str:
    return text_of(header, "SchemaVersion")


def _invoice(invoice: Element, header: Element, parties: Element) -> Iterator[Event]:
    head = invoice.find("InvoiceHeader")
    kind, number = text_of(head, "InvoiceClass"), _number(head)
    tie_invoice(invoice)
    if kind in COPIES:
        yield NoReceivable(f"copy {kind} of invoice {number}")
        return
    if kind not in ORIGINALS or not number:
        raise UnsoundError("unknown_type", f"InvoiceClass {kind!r} is none of {', '.join(ORIGINALS)}")
    document = _document(invoice, header, parties, kind=kind, number=number)
    yield document
    corrective = invoice.find("InvoiceHeader/Corrective")
    if text_of(corrective, "CorrectionMethod") == REPLACES and document.related:
        yield TaxDocument(
            issuer=document.issuer,
            document_id=document.related,
            document_type="invoice",
            currency=NO_CURRENCY,
            amount=ZERO,
            related=document.document_id,
            status="substituted",
            status_date=document.issue_date,
            evidence="notice",
            more=(("relation", REPLACES),),
        )


def _document(invoice: Element, header: Element, parties: Element, *, kind: str, number: str) -> TaxDocument:
    seller, buyer = parties.find("SellerParty"), parties.find("BuyerParty")
    issuer, customer = tax_id_of(seller), tax_id_of(buyer)
    totals, data = invoice.find("InvoiceTotals"), invoice.find("InvoiceIssueData")
    corrective = invoice.find("InvoiceHeader/Corrective")
    method = text_of(corrective, "CorrectionMethod")
    if bool(method) != (kind == "OR"):
        raise UnsoundError("bad_field", f"invoice {number} is of class {kind}, and corrects by {method!r}")
    amount = exact_decimal(text_of(totals, "TotalExecutableAmount"), what="TotalExecutableAmount")
    instalments = _instalments(invoice)
    corrected = _number(corrective)
    is_assigned = header.find("FactoringAssignmentData") is not None
    issued = exact_day(text_of(data, "IssueDate"), what="IssueDate")
    more = {
        "stated_type": kind,
        "issuer_name": name_of(seller),
        "customer_name": name_of(buyer),
        "total_amount": text_of(totals, "InvoiceTotal"),
        "payment_method": text_of(invoice, "PaymentDetails/Installment/PaymentMeans"),
        "relation": method,
        "reason": text_of(corrective, "ReasonCode"),
        "instalments": written({"due_date": day, "amount": f"{part:f}"} for day, part in instalments),
        "flags": ",".join(_flags(buyer, customer, amount, [part for _, part in instalments])),
    }
    return TaxDocument(
        issuer=issuer,
        document_id=f"{issuer}/{number}",
        document_type="debit_note" if method and method != REPLACES else "invoice",
        currency=_currency(data),
        amount=amount,
        number=number,
        customer=customer,
        issue_date=issued,
        due_date=max((day for day, _ in instalments), default=""),
        tax=exact_decimal(text_of(totals, "TotalTaxOutputs"), what="TotalTaxOutputs"),
        related=f"{issuer}/{corrected}" if corrected else "",
        status="assigned" if is_assigned else "",
        status_date=issued if is_assigned else "",
        more=tuple((more | references_of(invoice) | assignment_of(header)).items()),
    )


def _currency(data: Element | None) -> str:
    found = text_of(data, "InvoiceCurrencyCode")
    if not CURRENCY.fullmatch(found):
        raise UnsoundError("bad_field", f"currency {found[:10]!r} is no code")
    return found


def _flags(buyer: Element | None, customer: str, amount: Decimal, parts: list[Decimal]) -> Iterator[str]:
    is_resident = text_of(buyer, "TaxIdentification/ResidenceTypeCode") == "R"
    if is_resident and not is_nif(customer):
        yield "unverified_customer"
    if parts and sum(parts, ZERO) != amount:
        yield "instalments_do_not_sum"


def _instalments(invoice: Element) -> list[tuple[str, Decimal]]:
    return [
        (
            exact_day(text_of(each, "InstallmentDueDate"), what="InstallmentDueDate"),
            exact_decimal(text_of(each, "InstallmentAmount"), what="InstallmentAmount"),
        )
        for each in invoice.findall("PaymentDetails/Installment")
    ]


def _number(element: Element | None) -> str:
    """Return the series and the number as one, as ledgers write it."""
    return text_of(element, "InvoiceSeriesCode") + text_of(element, "InvoiceNumber")
