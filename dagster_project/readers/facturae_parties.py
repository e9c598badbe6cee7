"""Who a Facturae is between, what they call it, and to whom it was assigned.

Holds the identities of its parties, the references of an invoice or of its lines, the factor.
Does not hold: amounts and their ties (``facturae``, ``facturae_totals``).
Called by ``facturae``.
"""

from xml.etree.ElementTree import Element

from dagster_project.readers.tax_documents import ZERO, exact_decimal, written
from dagster_project.readers.tax_ids import normal
from dagster_project.readers.xml_parts import text_of

REFERENCES = ("ReceiverTransactionReference", "ReceiverContractReference", "FileReference")


def tax_id_of(party: Element | None) -> str:
    return normal(text_of(party, "TaxIdentification/TaxIdentificationNumber"))


def name_of(party: Element | None) -> str:
    person = " ".join(
        text_of(party, f"Individual/{part}") for part in ("Name", "FirstSurname", "SecondSurname")
    )
    return text_of(party, "LegalEntity/CorporateName") or person.strip()


def references_of(invoice: Element) -> dict[str, str]:
    """Return what the receiver knows it by: in 3.2.2 of the invoice, before it of its lines."""
    found = {}
    for name in REFERENCES:
        places = (f"InvoiceIssueData/{name}", f"Items/InvoiceLine/{name}")
        found[name] = next((text for path in places if (text := text_of(invoice, path))), "")
    notes = [text_of(each) for each in invoice.iter("DeliveryNoteNumber")]
    related = [text_of(each) for each in invoice.findall("AdditionalData/RelatedInvoice")]
    others = [("file", found["FileReference"]), *(("delivery_note", note) for note in notes)]
    others += [("related", each) for each in related]
    return {
        "order_reference": found["ReceiverTransactionReference"],
        "contract_reference": found["ReceiverContractReference"],
        "references": written({"type": kind, "id": text} for kind, text in others if text),
    }


def assignment_of(header: Element) -> dict[str, str]:
    assignee = header.find("FactoringAssignmentData/Assignee")
    if assignee is None:
        return {}
    days = [text_of(each) for each in header.iter("InstallmentDueDate")]
    amounts = [
        exact_decimal(text_of(each), what="InstallmentAmount") for each in header.iter("InstallmentAmount")
    ]
    return {
        "assigned_to": tax_id_of(assignee),
        "assigned_to_name": name_of(assignee),
        "assigned_due_date": max(days, default=""),
        "assigned_amount": f"{sum(amounts, ZERO):f}" if amounts else "",
    }
