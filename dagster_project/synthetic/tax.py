"""What the tax offices know of the demo company's invoices, from the same truth as its ledger.

Holds which documents are sent to a tax office, and the few that only one side knows.
Does not hold: the form of a file (``tax_files``), nor what the ledger says.
Called by ``synthetic.company``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dagster_project.synthetic.world import COMPANIES, Company, Customer, Item

ZERO = Decimal(0)
SENT_TYPES = ("invoice", "debit_note")
PUBLIC_BUYERS, FOREIGN_INVOICES = 4, 3
"""Spain: only some buyers ask for electronic invoices, and one abroad for the newest ones."""
LEFT_OUT, EXTRA, CHANGED = (40, 170), (5,), (90,)
"""Places, from the newest document of a company back, of the faults planted in it."""
EXTRA_NUMBERS = {"CL01": "990001", "ES01": "FX26-990001"}


@dataclass(frozen=True, slots=True)
class TaxDocument:
    """One document as the tax office has it; `finding` names the fault planted in it."""

    company: Company
    customer: Customer
    document_id: str
    document_type: str
    number: str
    issue_date: date
    due_date: date
    currency_code: str
    amount: Decimal
    tax_amount: Decimal
    accepted_date: date | None
    order_reference: str
    service_entry: str
    finding: str = ""


def draw_documents(
    items: Iterable[Item], *, customers: Mapping[str, Customer], as_of: date
) -> list[TaxDocument]:
    """Return every posted invoice and debit note up to `as_of`, with the planted faults, by day."""
    found = []
    for company in COMPANIES:
        mine = [
            document
            for versions in _newest(items, company=company).values()
            if (document := _document(versions, company=company, customers=customers, as_of=as_of))
        ]
        mine.sort(key=lambda each: (each.issue_date, each.number))
        domestic = [each for each in mine if each.currency_code == company.base_currency_code]
        if company.country_code == "CL":
            found += _with_faults(domestic)
            continue
        abroad = [each for each in mine if each.currency_code != company.base_currency_code]
        found += _with_faults(_of_buyers(domestic, count=PUBLIC_BUYERS))
        found += _of_buyers(abroad, count=1)[-FOREIGN_INVOICES:]
    return found


def sent(documents: Iterable[TaxDocument]) -> list[TaxDocument]:
    return [each for each in documents if each.finding != "not_in_register"]


def findings(documents: Iterable[TaxDocument]) -> list[dict[str, str]]:
    """Return the planted faults, for the truth."""
    return [
        {"company_id": each.company.company_id, "reason_code": each.finding, "document_number": each.number}
        for each in documents
        if each.finding
    ]


def _of_buyers(documents: list[TaxDocument], *, count: int) -> list[TaxDocument]:
    """Return the documents of the buyers that have most of them."""
    counts = Counter(each.customer.customer_id for each in documents)
    buyers = {buyer for buyer, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:count]}
    return [each for each in documents if each.customer.customer_id in buyers]


def _newest(items: Iterable[Item], *, company: Company) -> dict[str, list[Item]]:
    """Return the newest version of each instalment, by document."""
    newest: dict[tuple[str, str, int], Item] = {}
    for item in sorted(items, key=lambda each: each.recorded_at):
        if item.company_id == company.company_id and item.document_type in SENT_TYPES:
            newest[item.key] = item
    documents: dict[str, list[Item]] = defaultdict(list)
    for item in newest.values():
        documents[item.document_id].append(item)
    return documents


def _document(
    parts: list[Item], *, company: Company, customers: Mapping[str, Customer], as_of: date
) -> TaxDocument | None:
    first = min(parts, key=lambda part: part.instalment_number)
    customer = customers.get(first.customer_id)
    amount = sum((part.amount for part in parts), ZERO)
    is_plain = all(part.status == "posted" for part in parts) and amount and first.posting_date <= as_of
    if customer is None or not is_plain or first.document_number.startswith("CL-X"):
        return None
    return TaxDocument(
        company=company,
        customer=customer,
        document_id=first.document_id,
        document_type=first.document_type,
        number=first.document_number,
        issue_date=first.posting_date,
        due_date=max(part.due_date or part.posting_date for part in parts),
        currency_code=first.currency_code,
        amount=amount,
        tax_amount=sum((part.tax_amount or ZERO for part in parts), ZERO),
        accepted_date=first.acceptance_date,
        order_reference=first.po_number,
        service_entry=first.hes_number,
    )


def _with_faults(documents: list[TaxDocument]) -> list[TaxDocument]:
    """Leave two out, change one by one unit of money, and add one that the ledger never saw."""
    found = list(documents)
    for place in (place for place in LEFT_OUT if place <= len(documents)):
        found[-place] = replace(found[-place], finding="not_in_register")
    for place in (place for place in CHANGED if place <= len(documents)):
        more = found[-place].amount + 1
        found[-place] = replace(found[-place], amount=more, finding="amount_differs")
    for place in EXTRA:
        like = found[-place]
        number = EXTRA_NUMBERS[like.company.company_id]
        found.append(replace(like, document_id="", number=number, finding="not_in_ledger"))
    return sorted(found, key=lambda each: (each.issue_date, each.number))
