"""Faults put into the demo on purpose, each with its name.

Holds bad lines for the rejects, records that only the whole ledger can refuse, and differences of the general ledger.
Does not hold: anything that happens by chance.
Called by ``synthetic.company``; the truth lists all of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from dagster_project.synthetic.books import Difference
from dagster_project.synthetic.days import month_end, month_start
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


def extra_items(items: Sequence[Item], *, as_of: date) -> list[Item]:
    """Return a document of an unknown customer, one of amount 0 and one without a due date."""
    like = next(item for item in items if item.company_id == "CL01" and item.currency_code == "CLP")
    plain = replace(like, document_type="invoice", instalment_number=1, status="posted", amount_base=None,
                    tax_amount=None, control_account=COMPANIES[0].domestic_account)  # fmt: skip
    day = month_start(as_of, months=-2)
    stamp = datetime(day.year, day.month, day.day, 15)
    rows = []
    for code, changes in (
        ("CL-X1", {"customer_id": UNKNOWN_CUSTOMER, "amount": Decimal(480_000)}),
        ("CL-X2", {"amount": Decimal(0)}),
        ("CL-X3", {"due_date": None, "amount": Decimal(250_000)}),
    ):
        row = replace(plain, document_id=code, document_number=code, posting_date=day, issue_date=day,
                      due_date=day, recorded_at=stamp)  # fmt: skip
        rows.append(replace(row, **changes))  # type: ignore[arg-type]
    return rows


def refused_links(links: Sequence[Allocation], *, items: Sequence[Item], as_of: date) -> list[Allocation]:
    """Return two allocations that take more than there is, and one whose receipt never came."""
    full = {item.document_id: item for item in items if item.document_type == "invoice"}
    open_credits = [item for item in items if item.document_type == "credit_note"]
    stamp = datetime(as_of.year, as_of.month, as_of.day, 18)
    rows = []
    for number, company_id in enumerate(("CL01", "ES01"), start=1):
        link = next(
            link for link in links
            if link.company_id == company_id and link.debit_document_id in full and link.credit_amount is None
            and link.reversed_date is None
            and link.amount == full[link.debit_document_id].amount
        )  # fmt: skip
        currency = full[link.debit_document_id].currency_code
        credit = next(
            item for item in open_credits
            if item.company_id == company_id and item.currency_code == currency and item.document_id.startswith("BO-")
        )  # fmt: skip
        rows.append(replace(link, allocation_id=f"A-OVER{number}", credit_document_id=credit.document_id,
                            credit_instalment_number=None, effective_date=as_of, recorded_at=stamp))  # fmt: skip
    waiting = replace(rows[0], allocation_id="A-WAIT1", credit_document_id="R-NEVER-CAME",
                      recorded_at=stamp + timedelta(minutes=1))  # fmt: skip
    return [*rows, waiting]


def differences(as_of: date) -> list[Difference]:
    """Return what the general ledger holds and the open items do not."""
    chile, spain = COMPANIES
    june, december = month_start(as_of, months=-16), month_start(as_of, months=-10)
    march, july = month_start(as_of, months=-7), month_start(as_of, months=-3)
    return [
        Difference("CL01", chile.domestic_account, month_end(june), month_end(month_start(june, months=1)),
                   Decimal(1_250_000), "manual_journal", "A provision posted to the control account by hand"),
        Difference("ES01", spain.domestic_account, month_end(march), month_end(march),
                   Decimal("-3480.75"), "timing", "A receipt in the ledger a day before it was in the open items"),
        Difference("CL01", chile.domestic_account, month_end(december), month_end(december),
                   Decimal(-2_310_400), "wrong_account", "An export invoice posted to the other account"),
        Difference("CL01", chile.export_account, month_end(december), month_end(december),
                   Decimal(2_310_400), "wrong_account", "An export invoice posted to the other account"),
        Difference("ES01", spain.export_account, month_end(july), as_of,
                   Decimal("412.19"), "exchange", "A realized difference left on the account"),
    ]  # fmt: skip
