"""UBL 2.1 invoices and credit notes, as Peppol sends them (EN 16931 in ISO/IEC 19845).

Holds where each business term stands in the syntax.
Does not hold: the rules on totals (``en16931``).
Called by ``guard``.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO
from xml.etree.ElementTree import Element

from dagster_project.readers.en16931 import CREDITS, Invoice, Totals, event_of, is_charge
from dagster_project.readers.statements import UnsoundError, exact_day
from dagster_project.readers.tax_documents import ZERO, Event, exact_decimal
from dagster_project.readers.xml_parts import read_parts, text_of

NAMESPACE = "urn:oasis:names:specification:ubl:schema:xsd:"
ROOTS = {
    "Invoice": ("InvoiceTypeCode", "InvoiceLine"),
    "CreditNote": ("CreditNoteTypeCode", "CreditNoteLine"),
}


def is_mine(head: bytes) -> bool:
    """Tell a UBL invoice or credit note by its namespace."""
    return f"{NAMESPACE}Invoice-2".encode() in head or f"{NAMESPACE}CreditNote-2".encode() in head


def read(stream: BinaryIO) -> Iterator[Event]:
    """Yield the one document of a file."""
    (root,) = read_parts(stream)
    if root.get("xmlns") != f"{NAMESPACE}{root.tag}-2" or root.tag not in ROOTS:
        raise UnsoundError("unknown_version", "is no Invoice or CreditNote of UBL 2")
    type_name, line_name = ROOTS[root.tag]
    code = text_of(root, type_name)
    if root.tag == "CreditNote" and code not in CREDITS:
        raise UnsoundError("unknown_type", f"a credit note is of type {code!r}")
    seller, buyer = root.find("AccountingSupplierParty/Party"), root.find("AccountingCustomerParty/Party")
    due = text_of(root, "DueDate") or text_of(root, "PaymentMeans/PaymentDueDate")
    currency = text_of(root, "DocumentCurrencyCode")
    yield event_of(
        Invoice(
            number=text_of(root, "ID"),
            type_code=code,
            seller=_tax_id(seller),
            seller_name=_name(seller),
            buyer=_tax_id(buyer),
            buyer_name=_name(buyer),
            issue_date=exact_day(text_of(root, "IssueDate"), what="IssueDate"),
            due_date=exact_day(due, what="DueDate") if due else "",
            currency=currency,
            totals=_totals(root, line_name, currency),
            preceding=[
                text_of(each) for each in root.findall("BillingReference/InvoiceDocumentReference/ID")
            ],
            order=text_of(root, "OrderReference/ID"),
            contract=text_of(root, "ContractDocumentReference/ID"),
            receipt=text_of(root, "ReceiptDocumentReference/ID"),
            others=_others(root),
            terms=text_of(root, "PaymentTerms/Note"),
            means=text_of(root, "PaymentMeans/PaymentMeansCode"),
        )
    )


def _others(root: Element) -> list[tuple[str, str]]:
    return [
        ("buyer", text_of(root, "BuyerReference")),
        ("dispatch", text_of(root, "DespatchDocumentReference/ID")),
        ("sales_order", text_of(root, "OrderReference/SalesOrderID")),
        ("project", text_of(root, "ProjectReference/ID")),
    ]


def _totals(root: Element, line_name: str, currency: str) -> Totals:
    stated = root.find("LegalMonetaryTotal")
    if stated is None:
        raise UnsoundError("does_not_tie", "states no totals (LegalMonetaryTotal)")
    taxes = [each for each in root.findall("TaxTotal") if _currency(each, "TaxAmount") == currency]
    if len(taxes) > 1 or any(_currency(stated, each.tag) != currency for each in stated):
        raise UnsoundError("mixed_currencies", f"totals are not all in {currency}")
    tax = taxes[0] if taxes else None
    adjustments = root.findall("AllowanceCharge")
    return Totals(
        lines=_amount(stated, "LineExtensionAmount"),
        net=_amount(stated, "TaxExclusiveAmount"),
        gross=_amount(stated, "TaxInclusiveAmount"),
        payable=_amount(stated, "PayableAmount"),
        tax=_amount_or_zero(tax, "TaxAmount"),
        prepaid=_amount_or_zero(stated, "PrepaidAmount"),
        rounding=_amount_or_zero(stated, "PayableRoundingAmount"),
        allowances=_amount_or_zero(stated, "AllowanceTotalAmount"),
        charges=_amount_or_zero(stated, "ChargeTotalAmount"),
        tax_parts=_parts(tax, "TaxSubtotal", "TaxAmount"),
        line_parts=_parts(root, line_name, "LineExtensionAmount"),
        allowance_parts=_adjustments(adjustments, are_charges=False),
        charge_parts=_adjustments(adjustments, are_charges=True),
    )


def _adjustments(found: list[Element], *, are_charges: bool) -> tuple[Decimal, ...]:
    return tuple(
        _amount(each, "Amount")
        for each in found
        if is_charge(text_of(each, "ChargeIndicator")) is are_charges
    )


def _parts(element: Element | None, part: str, name: str) -> tuple[Decimal, ...]:
    return tuple(_amount(each, name) for each in element.findall(part)) if element is not None else ()


def _amount(element: Element, name: str) -> Decimal:
    return exact_decimal(text_of(element, name), what=name)


def _amount_or_zero(element: Element | None, name: str) -> Decimal:
    return _amount(element, name) if element is not None and element.find(name) is not None else ZERO


def _currency(element: Element, name: str) -> str:
    found = element.find(name)
    return (found.get("currencyID") or "") if found is not None else ""


def _tax_id(party: Element | None) -> str:
    """Return the VAT identifier (BT-31, BT-48), else the legal or another one."""
    schemes = party.findall("PartyTaxScheme") if party is not None else []
    vat = [text_of(each, "CompanyID") for each in schemes if text_of(each, "TaxScheme/ID") == "VAT"]
    others = (
        text_of(party, "PartyLegalEntity/CompanyID"),
        text_of(party, "PartyTaxScheme/CompanyID"),
        text_of(party, "PartyIdentification/ID"),
    )
    return next((found for found in (*vat, *others) if found), "")


def _name(party: Element | None) -> str:
    return text_of(party, "PartyLegalEntity/RegistrationName") or text_of(party, "PartyName/Name")
