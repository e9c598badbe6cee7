"""Xero's tables as canonical records, read a second time.

Holds which invoices count, the receipt that a paid one implies, and its amounts in the company's currency.
Does not hold: credit notes and bank transactions; the tables at hand say nothing of them.
Called by the Xero tests.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from tests.reperformance.items import round_half_away
from tests.reperformance.records import Extract

STATUSES = {"AUTHORISED": "posted", "PAID": "posted", "VOIDED": "void", "DELETED": "void"}
Row = dict[str, str]


def extracts(folder: Path, *, received_at: datetime) -> list[Extract]:
    """Return the organization, its contacts and receivable invoices, and a receipt for what was paid."""
    (organization,) = _rows(folder / "xero_organization_data.csv")
    company_id = organization["organisation_id"]
    bills_and_invoices = list(_rows(folder / "xero_invoice_data.csv"))
    invoices = [row for row in bills_and_invoices if row["type"] == "ACCREC"]
    receipts = [row for row in invoices if Decimal(row["amount_paid"] or 0)]
    base = next(row["currency_code"] for row in bills_and_invoices if Decimal(row["currency_rate"]) == 1)
    company = {"company_id": company_id, "name": company_id, "base_currency_code": base}
    # whose books they are is known as long as anything of them is
    company["recorded_at"] = min(_recorded_at(row) for row in invoices)
    made = {
        "companies": [company],
        "customers": [_customer(row, company_id) for row in _rows(folder / "xero_contact_data.csv")],
        "documents": [_invoice(row, company_id) for row in invoices]
        + [_receipt(row, company_id) for row in receipts],
        "allocations": [_allocation(row, company_id) for row in receipts],
    }
    return [Extract(entity, tuple(rows), entity, received_at) for entity, rows in made.items()]


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _customer(row: Mapping[str, str], company_id: str) -> Row:
    return {"company_id": company_id, "customer_id": row["contact_id"], "name": row["name"] or "unnamed"}


def _invoice(row: Mapping[str, str], company_id: str) -> Row:
    return {
        **_common(row, company_id, row["total"]),
        "document_id": row["invoice_id"],
        "document_type": "invoice",
        "posting_date": row["date"],
        "due_date": row["due_date"],
    }


def _receipt(row: Mapping[str, str], company_id: str) -> Row:
    return {
        **_common(row, company_id, row["amount_paid"]),
        "document_id": f"receipt:{row['invoice_id']}",
        "document_type": "receipt",
        "posting_date": _paid_on(row),
    }


def _allocation(row: Mapping[str, str], company_id: str) -> Row:
    return {
        "company_id": company_id,
        "allocation_id": f"receipt:{row['invoice_id']}",
        "credit_document_id": f"receipt:{row['invoice_id']}",
        "debit_document_id": row["invoice_id"],
        "amount": row["amount_paid"],
        "effective_date": _paid_on(row),
        "status": STATUSES.get(row["status"], "draft"),
        "recorded_at": _recorded_at(row),
    }


def _common(row: Mapping[str, str], company_id: str, amount: str) -> Row:
    base = Fraction(amount) / Fraction(row["currency_rate"])
    return {
        "company_id": company_id,
        "customer_id": row["contact_id"],
        "currency_code": row["currency_code"],
        "amount": amount,
        "amount_base": str(round_half_away(base, 2)),
        "status": STATUSES.get(row["status"], "draft"),
        "recorded_at": _recorded_at(row),
    }


def _paid_on(row: Mapping[str, str]) -> str:
    """Return the day of payment; of a part-paid invoice, the day of its last change."""
    return row["fully_paid_on_date"] or row["updated_date_utc"][:10]


def _recorded_at(row: Mapping[str, str]) -> str:
    moment = row["updated_date_utc"].removesuffix(" UTC")
    return datetime.fromisoformat(moment.ljust(26, "0") if "." in moment else moment).isoformat()
