"""Cross Industry Invoices D16B, as in Factur-X and ZUGFeRD (EN 16931 in UN/CEFACT's syntax).

Holds where each business term stands in the syntax.
Does not hold: the rules on totals (``en16931``), nor the PDF that a Factur-X invoice may lie in.
Called by ``guard``.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO
from xml.etree.ElementTree import Element

from dagster_project.readers.en16931 import Invoice, Totals, event_of, is_charge
from dagster_project.readers.statements import UnsoundError, exact_day
from dagster_project.readers.tax_documents import ZERO, Event, exact_decimal
from dagster_project.readers.xml_parts import read_parts, text_of

NAMESPACE = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
SETTLEMENT = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement"
AGREEMENT = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement"
DELIVERY = "SupplyChainTradeTransaction/ApplicableHeaderTradeDelivery"
LINES = "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem"
LINE_TOTAL = "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation"
YEAR_FIRST = "102"
"""UNTDID 2379: the only form that EN 16931 allows, yyyymmdd."""


def is_mine(head: bytes) -> bool:
    """Tell a Cross Industry Invoice by its namespace."""
    return NAMESPACE.encode() in head


def read(stream: BinaryIO) -> Iterator[Event]:
    """Yield the one document of a file."""
    (root,) = read_parts(stream)
    settlement, agreement = root.find(SETTLEMENT), root.find(AGREEMENT)
    if root.get("xmlns") != NAMESPACE or settlement is None or agreement is None:
        raise UnsoundError("unknown_version", "is no whole CrossIndustryInvoice of D16B")
    currency = text_of(settlement, "InvoiceCurrencyCode")
    seller, buyer = agreement.find("SellerTradeParty"), agreement.find("BuyerTradeParty")
    yield event_of(
        Invoice(
            number=text_of(root, "ExchangedDocument/ID"),
            type_code=text_of(root, "ExchangedDocument/TypeCode"),
            seller=_tax_id(seller),
            seller_name=text_of(seller, "Name"),
            buyer=_tax_id(buyer),
            buyer_name=text_of(buyer, "Name"),
            issue_date=_day(root, "ExchangedDocument/IssueDateTime"),
            due_date=_day(settlement, "SpecifiedTradePaymentTerms/DueDateDateTime"),
            currency=currency,
            totals=_totals(root, settlement, currency),
            preceding=[
                text_of(each) for each in settlement.findall("InvoiceReferencedDocument/IssuerAssignedID")
            ],
            order=text_of(agreement, "BuyerOrderReferencedDocument/IssuerAssignedID"),
            contract=text_of(agreement, "ContractReferencedDocument/IssuerAssignedID"),
            receipt=text_of(root, f"{DELIVERY}/ReceivingAdviceReferencedDocument/IssuerAssignedID"),
            others=[
                ("buyer", text_of(agreement, "BuyerReference")),
                ("dispatch", text_of(root, f"{DELIVERY}/DespatchAdviceReferencedDocument/IssuerAssignedID")),
                ("sales_order", text_of(agreement, "SellerOrderReferencedDocument/IssuerAssignedID")),
                ("project", text_of(agreement, "SpecifiedProcuringProject/ID")),
            ],
            terms=text_of(settlement, "SpecifiedTradePaymentTerms/Description"),
            means=text_of(settlement, "SpecifiedTradeSettlementPaymentMeans/TypeCode"),
        )
    )


def _totals(root: Element, settlement: Element, currency: str) -> Totals:
    stated = settlement.find("SpecifiedTradeSettlementHeaderMonetarySummation")
    if stated is None:
        raise UnsoundError("does_not_tie", "states no totals")
    taxes = stated.findall("TaxTotalAmount")
    mine = [text_of(each) for each in taxes if each.get("currencyID", currency) == currency]
    if len(mine) > 1 or len(mine) < min(len(taxes), 1):
        raise UnsoundError("mixed_currencies", f"no one total of tax is in {currency}")
    adjustments = settlement.findall("SpecifiedTradeAllowanceCharge")
    return Totals(
        lines=_amount(stated, "LineTotalAmount"),
        net=_amount(stated, "TaxBasisTotalAmount"),
        gross=_amount(stated, "GrandTotalAmount"),
        payable=_amount(stated, "DuePayableAmount"),
        tax=exact_decimal(mine[0], what="TaxTotalAmount") if mine else ZERO,
        prepaid=_amount_or_zero(stated, "TotalPrepaidAmount"),
        rounding=_amount_or_zero(stated, "RoundingAmount"),
        allowances=_amount_or_zero(stated, "AllowanceTotalAmount"),
        charges=_amount_or_zero(stated, "ChargeTotalAmount"),
        tax_parts=tuple(
            _amount(each, "CalculatedAmount") for each in settlement.findall("ApplicableTradeTax")
        ),
        line_parts=tuple(_amount(each, f"{LINE_TOTAL}/LineTotalAmount") for each in root.findall(LINES)),
        allowance_parts=_adjustments(adjustments, are_charges=False),
        charge_parts=_adjustments(adjustments, are_charges=True),
    )


def _adjustments(found: list[Element], *, are_charges: bool) -> tuple[Decimal, ...]:
    return tuple(
        _amount(each, "ActualAmount")
        for each in found
        if is_charge(text_of(each, "ChargeIndicator/Indicator")) is are_charges
    )


def _amount(element: Element, name: str) -> Decimal:
    return exact_decimal(text_of(element, name), what=name)


def _amount_or_zero(element: Element, name: str) -> Decimal:
    return _amount(element, name) if element.find(name) is not None else ZERO


def _day(element: Element, path: str) -> str:
    found = element.find(f"{path}/DateTimeString")
    text = text_of(found)
    if found is None or not text:
        return ""
    if found.get("format") != YEAR_FIRST or len(text) != 8 or not text.isascii():
        raise UnsoundError("bad_date", f"{path} {text[:40]!r} is not written yyyymmdd (format 102)")
    return exact_day(f"{text[:4]}-{text[4:6]}-{text[6:]}", what=path)


def _tax_id(party: Element | None) -> str:
    """Return the VAT identifier (BT-31, BT-48), else the legal or another one."""
    found = party.findall("SpecifiedTaxRegistration/ID") if party is not None else []
    vat = [text_of(each) for each in found if each.get("schemeID") == "VA"]
    others = (
        text_of(party, "SpecifiedLegalOrganization/ID"),
        *(text_of(each) for each in found),
        text_of(party, "GlobalID"),
        text_of(party, "ID"),
    )
    return next((each for each in (*vat, *others) if each), "")
