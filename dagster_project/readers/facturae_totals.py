"""The sums that a Facturae must keep: of each invoice, and of the batch that the file is.

Holds the formulas of the published format (3.2.x, InvoiceTotals and Batch).
Does not hold: documents (``facturae``).
Called by ``facturae``.
"""

from decimal import Decimal
from xml.etree.ElementTree import Element

from dagster_project.readers.statements import UnsoundError
from dagster_project.readers.tax_documents import ZERO, exact_decimal, tie
from dagster_project.readers.xml_parts import text_of

CENT = Decimal("0.01")
BATCH_TOTALS = {
    "TotalInvoicesAmount": "InvoiceTotal",
    "TotalOutstandingAmount": "TotalOutstandingAmount",
    "TotalExecutableAmount": "TotalExecutableAmount",
}


class Batch:
    """What a file states of its invoices, and what they come to."""

    def __init__(self, header: Element) -> None:
        self._stated = header.find("Batch")
        self._modality = text_of(header, "Modality")
        self._found = dict.fromkeys(BATCH_TOTALS, ZERO)
        self._count = 0
        self._currencies: set[str] = set()

    def add(self, invoice: Element) -> None:
        self._count += 1
        self._currencies.add(text_of(invoice, "InvoiceIssueData/InvoiceCurrencyCode"))
        for total, of in BATCH_TOTALS.items():
            self._found[total] += exact_decimal(text_of(invoice, f"InvoiceTotals/{of}"), what=of)

    def tie(self) -> None:
        """Hold the count, the three totals, the currency and whether it is one invoice or a lot."""
        if self._stated is None or self._modality not in ("I", "L"):
            raise UnsoundError("does_not_tie", "the header states no totals (Batch) or no Modality")
        stated = text_of(self._stated, "InvoicesCount")
        if stated.lstrip("0") != str(self._count) or (self._modality == "I" and self._count != 1):
            raise UnsoundError("does_not_tie", f"the batch counts {stated!r}, and there are {self._count}")
        for total, found in self._found.items():
            path = f"{total}/TotalAmount"
            tie(exact_decimal(text_of(self._stated, path), what=total), found, what=f"{total} of the batch")
        if self._currencies != {text_of(self._stated, "InvoiceCurrencyCode")}:
            raise UnsoundError(
                "mixed_currencies", f"the invoices are in {', '.join(sorted(self._currencies))}"
            )


def tie_invoice(invoice: Element) -> None:
    """Hold lines to the gross total, and each total to those before it."""
    totals = invoice.find("InvoiceTotals")
    if totals is None:
        raise UnsoundError("does_not_tie", "an invoice states no totals (InvoiceTotals)")
    lines = invoice.findall("Items/InvoiceLine")
    gross = _amount(totals, "TotalGrossAmount")
    tie(gross, _sum(lines, "GrossAmount"), what="TotalGrossAmount", within=_half(lines))
    net = gross - _amount(totals, "TotalGeneralDiscounts") + _amount(totals, "TotalGeneralSurcharges")
    before_tax = _amount(totals, "TotalGrossAmountBeforeTaxes")
    tie(before_tax, net, what="TotalGrossAmountBeforeTaxes")
    outputs, withheld = _amount(totals, "TotalTaxOutputs"), _amount(totals, "TotalTaxesWithheld")
    taxes = invoice.findall("TaxesOutputs/Tax")
    charged = _sum(taxes, "TaxAmount/TotalAmount") + _sum(taxes, "EquivalenceSurchargeAmount/TotalAmount")
    tie(outputs, charged, what="TotalTaxOutputs", within=_half(taxes))
    kept = invoice.findall("TaxesWithheld/Tax")
    tie(withheld, _sum(kept, "TaxAmount/TotalAmount"), what="TotalTaxesWithheld", within=_half(kept))
    total = _amount(totals, "InvoiceTotal")
    tie(total, before_tax + outputs - withheld, what="InvoiceTotal")
    paid = _sum(totals.findall("Subsidies/Subsidy"), "SubsidyAmount") + _amount(
        totals, "TotalPaymentsOnAccount"
    )
    outstanding = _amount(totals, "TotalOutstandingAmount")
    tie(outstanding, total - paid, what="TotalOutstandingAmount")
    executable = outstanding - _sum([totals], "AmountsWithheld/WithholdingAmount")
    executable -= _sum([totals], "PaymentInKind/PaymentInKindAmount")
    executable += _amount(totals, "TotalReimbursableExpenses") + _amount(totals, "TotalFinancialExpenses")
    tie(_amount(totals, "TotalExecutableAmount"), executable, what="TotalExecutableAmount")


def _half(parts: list[Element]) -> Decimal:
    """Return what rounding each part to the cent may leave over."""
    return CENT / 2 * max(len(parts), 1)


def _sum(elements: list[Element], path: str) -> Decimal:
    return sum((_amount(each, path) for each in elements), ZERO)


def _amount(element: Element, path: str) -> Decimal:
    text = text_of(element, path)
    return exact_decimal(text, what=path) if text else ZERO
