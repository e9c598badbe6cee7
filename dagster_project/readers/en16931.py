"""The European invoice (EN 16931), whatever the syntax in which it is written.

Holds its business terms that concern a receivable, the rules on its totals, and the document made of them.
Does not hold: a syntax (``ubl``, ``cii``).
Called by ``ubl`` and ``cii``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dagster_project.readers.statements import CURRENCY, UnsoundError
from dagster_project.readers.tax_documents import ZERO, Event, NoReceivable, TaxDocument, tie, written
from dagster_project.readers.tax_ids import normal

CREDITS = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"})
DEBITS = frozenset({"80", "82", "84", "383"})
INVOICES = frozenset(
    {"71", "102", "130", "202", "203", "204", "211", "218", "219", "295", "326", "331", "380", "382", "384"}
    | {"385", "386", "387", "388", "389", "390", "393", "394", "395", "456", "457", "527", "553", "575"}
    | {"623", "633", "751", "780", "817", "870", "875", "876", "877", "935"}
)
"""Codes of UNTDID 1001 that EN 16931 allows (BT-3), by what they ask."""
PROFORMA = "325"


@dataclass(frozen=True, slots=True)
class Totals:
    """The document's totals (BG-22) and the parts that they are of; None where it does not state one."""

    lines: Decimal
    net: Decimal
    gross: Decimal
    payable: Decimal
    tax: Decimal
    prepaid: Decimal = ZERO
    rounding: Decimal = ZERO
    allowances: Decimal = ZERO
    charges: Decimal = ZERO
    tax_parts: tuple[Decimal, ...] = ()
    line_parts: tuple[Decimal, ...] = ()
    allowance_parts: tuple[Decimal, ...] = ()
    charge_parts: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Invoice:
    """What of an invoice concerns a receivable."""

    number: str
    type_code: str
    seller: str
    seller_name: str
    buyer: str
    buyer_name: str
    issue_date: str
    due_date: str
    currency: str
    totals: Totals
    preceding: Sequence[str] = ()
    order: str = ""
    contract: str = ""
    receipt: str = ""
    others: Sequence[tuple[str, str]] = ()
    terms: str = ""
    means: str = ""


def is_charge(text: str) -> bool:
    """Tell a charge from an allowance (an xs:boolean)."""
    if text not in ("true", "1", "false", "0"):
        raise UnsoundError("bad_field", f"ChargeIndicator {text[:20]!r} is neither true nor false")
    return text in ("true", "1")


def event_of(invoice: Invoice) -> Event:
    """Return the document of an invoice whose totals tie; a proforma invoice is none."""
    if invoice.type_code == PROFORMA:
        return NoReceivable(f"proforma invoice {invoice.number}")
    _tie_totals(invoice.totals)
    seller = normal(invoice.seller)
    if not (seller and invoice.number and invoice.issue_date and CURRENCY.fullmatch(invoice.currency)):
        raise UnsoundError(
            "bad_field", "states no seller, number (BT-1), issue date (BT-2) or currency (BT-5)"
        )
    totals = invoice.totals
    references = [
        *({"type": "preceding", "id": each} for each in invoice.preceding),
        *({"type": kind, "id": each} for kind, each in invoice.others if each),
    ]
    more = {
        "stated_type": invoice.type_code,
        "issuer_name": invoice.seller_name,
        "customer_name": invoice.buyer_name,
        "total_amount": f"{totals.gross:f}",
        "prepaid_amount": f"{totals.prepaid:f}" if totals.prepaid else "",
        "payment_method": invoice.means,
        "payment_terms": invoice.terms,
        "order_reference": invoice.order,
        "service_entry_reference": invoice.receipt,
        "contract_reference": invoice.contract,
        "references": written(references),
    }
    return TaxDocument(
        issuer=seller,
        document_id=f"{seller}/{invoice.number}",
        document_type=_type(invoice.type_code),
        currency=invoice.currency,
        amount=totals.payable,
        number=invoice.number,
        customer=normal(invoice.buyer),
        issue_date=invoice.issue_date,
        due_date=invoice.due_date,
        tax=totals.tax,
        related=f"{seller}/{invoice.preceding[0]}" if len(invoice.preceding) == 1 else "",
        more=tuple(more.items()),
    )


def _type(code: str) -> str:
    for kind, codes in (("invoice", INVOICES), ("credit_note", CREDITS), ("debit_note", DEBITS)):
        if code in codes:
            return kind
    raise UnsoundError("unknown_type", f"type {code!r} (BT-3) is none that EN 16931 allows")


def _tie_totals(totals: Totals) -> None:
    """Hold the rules of calculation, each named by its rule."""
    tie(totals.lines, sum(totals.line_parts, ZERO), what="sum of lines (BR-CO-10)")
    tie(totals.allowances, sum(totals.allowance_parts, ZERO), what="sum of allowances (BR-CO-11)")
    tie(totals.charges, sum(totals.charge_parts, ZERO), what="sum of charges (BR-CO-12)")
    tie(totals.net, totals.lines - totals.allowances + totals.charges, what="total without tax (BR-CO-13)")
    tie(totals.tax, sum(totals.tax_parts, ZERO), what="total tax (BR-CO-14)")
    tie(totals.gross, totals.net + totals.tax, what="total with tax (BR-CO-15)")
    payable = totals.gross - totals.prepaid + totals.rounding
    tie(totals.payable, payable, what="amount due (BR-CO-16)")
