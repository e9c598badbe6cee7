"""Faults put into the demo on purpose, each with its name.

Holds bad lines for the rejects, records that only the whole ledger can refuse, and ledger differences.
Does not hold: anything that happens by chance.
Called by ``synthetic.company``; the truth lists all of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from dagster_project.synthetic.books import Difference
from dagster_project.synthetic.days import at, month_end, month_start
from dagster_project.synthetic.world import COMPANIES, Allocation, Item


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of a file of documents that landing must refuse, and why."""

    company_id: str
    document_id: str
    changes: tuple[tuple[str, str], ...]
    is_ragged: bool
    reason: str


BAD_LINES = (
    BadLine("CL01", "CL-BAD1", (("posting_date", "2025-02-30"),), False, "no such date"),
    BadLine("CL01", "CL-BAD2", (("amount", "1500.55"),), False, "pesos have no decimals"),
    BadLine("CL01", "CL-BAD3", (("currency_code", ""),), False, "no currency"),
    BadLine("CL01", "CL-BAD4", (("document_type", "factura_x"),), False, "unknown document type"),
    BadLine("CL01", "CL-BAD5", (), True, "fields are missing"),
    BadLine("ES01", "ES-BAD6", (("amount", "1e30"),), False, "an exponent is not a plain decimal"),
    BadLine("ES01", "ES-BAD7", (("amount", "-120.00"),), False, "the type gives the sign"),
)
UNKNOWN_CUSTOMER = "CL-9999"
# Company, on the export account, first and last month counted from the as-of month, amount, kind, story.
LEDGER_DIFFERENCES = (
    ("CL01", False, -16, -15, "1250000", "manual_journal", "A provision posted by hand"),
    ("ES01", False, -7, -7, "-3480.75", "timing", "A receipt in the ledger a day before the open items"),
    ("CL01", False, -10, -10, "-2310400", "wrong_account", "An export invoice on the other account"),
    ("CL01", True, -10, -10, "2310400", "wrong_account", "An export invoice on the other account"),
    ("ES01", True, -3, 0, "412.19", "exchange", "A realized difference left on the account"),
)


def extra_items(items: Sequence[Item], *, as_of: date) -> list[Item]:
    """Return a document of an unknown customer, one of amount 0 and one without a due date."""
    like = next(item for item in items if item.company_id == "CL01" and item.currency_code == "CLP")
    plain = replace(
        like,
        document_type="invoice",
        instalment_number=1,
        status="posted",
        amount_base=None,
        tax_amount=None,
        control_account=COMPANIES[0].domestic_account,
    )
    day = month_start(as_of, months=-2)
    stamp = at(day, hour=15)
    rows = []
    for code, changes in (
        ("CL-X1", {"customer_id": UNKNOWN_CUSTOMER, "amount": Decimal(480_000)}),
        ("CL-X2", {"amount": Decimal(0)}),
        ("CL-X3", {"due_date": None, "amount": Decimal(250_000)}),
    ):
        row = replace(
            plain,
            document_id=code,
            document_number=code,
            posting_date=day,
            issue_date=day,
            due_date=day,
            recorded_at=stamp,
        )
        rows.append(replace(row, **changes))
    return rows


def refused_links(links: Sequence[Allocation], *, items: Sequence[Item], as_of: date) -> list[Allocation]:
    """Return two allocations that take more than there is, and one whose receipt never came."""
    full = {item.document_id: item for item in items if item.document_type == "invoice"}
    open_credits = [item for item in items if item.document_type == "credit_note"]
    stamp = at(as_of, hour=18)
    rows = []
    for number, company_id in enumerate(("CL01", "ES01"), start=1):
        link = next(
            link
            for link in links
            if link.company_id == company_id
            and link.debit_document_id in full
            and link.credit_amount is None
            and link.reversed_date is None
            and link.amount == full[link.debit_document_id].amount
        )
        currency = full[link.debit_document_id].currency_code
        credit = next(
            item
            for item in open_credits
            if item.company_id == company_id
            and item.currency_code == currency
            and item.document_id.startswith("BO-")
        )
        rows.append(
            replace(
                link,
                allocation_id=f"A-OVER{number}",
                credit_document_id=credit.document_id,
                credit_instalment_number=None,
                effective_date=as_of,
                recorded_at=stamp,
            )
        )
    waiting = replace(
        rows[0],
        allocation_id="A-WAIT1",
        credit_document_id="R-NEVER-CAME",
        recorded_at=stamp + timedelta(minutes=1),
    )
    return [*rows, waiting]


def differences(as_of: date) -> list[Difference]:
    """Return what the general ledger holds and the open items do not."""
    by_id = {company.company_id: company for company in COMPANIES}
    rows = []
    for company_id, is_export, first, last, amount, kind, story in LEDGER_DIFFERENCES:
        company = by_id[company_id]
        account = company.export_account if is_export else company.domestic_account
        start = month_end(month_start(as_of, months=first))
        end = month_end(month_start(as_of, months=last))
        rows.append(Difference(company_id, account, start, end, Decimal(amount), kind, story))
    return rows
