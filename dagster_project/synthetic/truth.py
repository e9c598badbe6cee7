"""What is really so in the demo company, kept beside the inbox for scoring.

Holds hidden habits, when and why each invoice was paid, who paid each bank entry, planted faults, balances.
Does not hold: anything that the warehouse may read.
Called by ``synthetic.company``.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path

from dagster_project.synthetic.accounts import Entry
from dagster_project.synthetic.billing import SILENT_MONTH
from dagster_project.synthetic.books import Difference, Ledger, bucket, open_items
from dagster_project.synthetic.customers import DEFAULT_RANK
from dagster_project.synthetic.days import AFTER_ALL, month_ends
from dagster_project.synthetic.paying import REGIME_DAYS, REGIME_MONTH, REGIME_SEGMENT, Plan
from dagster_project.synthetic.planted import BAD_LINES
from dagster_project.synthetic.records import text
from dagster_project.synthetic.world import Allocation, Customer, Item, Promise, Receipt

ZERO = Decimal(0)
Row = dict[str, object]


def customer_rows(customers: Iterable[Customer]) -> list[Row]:
    return [
        {"company_id": each.company.company_id, "customer_id": each.customer_id, "segment": each.segment}
        | {name: _plain(value) for name, value in asdict(each.habit).items()}
        | {
            "is_defaulting_large": each.habit.stops_on is not None
            and each.customer_id.endswith(f"{1001 + DEFAULT_RANK}")
        }
        for each in customers
    ]


def invoice_rows(plans: Iterable[Plan], *, receipts: Iterable[Receipt]) -> list[Row]:
    """Return each instalment with its true dates and the causes of its lateness, which sum to it."""
    paid: dict[tuple[str, str, int], list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        for part in receipt.parts:
            paid[part.item.key].append(receipt)
    return [
        _invoice_row(item, plan=plan, receipts=paid[item.key])
        for plan in plans
        for item in plan.invoice.items
    ]


def bank_rows(entries: Iterable[Entry], *, links: Iterable[Allocation]) -> list[Row]:
    """Return who truly sent each entry, what for, and the trouble in its text."""
    by_receipt: dict[str, list[Row]] = defaultdict(list)
    for link in {link.allocation_id: link for link in links}.values():
        by_receipt[link.credit_document_id].append(
            {
                "document_id": link.debit_document_id,
                "instalment_number": link.debit_instalment_number or 1,
                "amount": str(link.amount),
            }
        )
    return [
        {
            "bank_account_id": entry.bank_account_id,
            "entry_id": entry.entry_id,
            "trouble": entry.true_trouble,
            "customer_id": entry.true_customer_id,
            "receipt_id": entry.true_receipt_id,
            "pays": by_receipt.get(entry.true_receipt_id, []),
        }
        for entry in entries
    ]


def balance_rows(ledger: Ledger, *, first: date, as_of: date) -> list[Row]:
    """Return the balances that must come out, by month end, company, currency and bucket."""
    rows = []
    for day in sorted({*month_ends(first, last=as_of), as_of}):
        sums: dict[tuple[str, str, str], tuple[Decimal, Decimal, int]] = {}
        for each in open_items(ledger, day=day, known_at=AFTER_ALL):
            key = (each.item.company_id, each.item.currency_code, bucket(each.item, day=day))
            amount, base, count = sums.get(key, (ZERO, ZERO, 0))
            sums[key] = (amount + each.balance, base + each.balance_base, count + 1)
        for (company, currency, code), (amount, base, count) in sorted(sums.items()):
            rows.append(
                {
                    "balance_date": text(day),
                    "company_id": company,
                    "currency_code": currency,
                    "aging_bucket_code": code,
                    "open_amount": str(amount),
                    "open_amount_base": str(base),
                    "item_count": count,
                }
            )
    return rows


def planted_rows(
    *, differences: Iterable[Difference], refused: Iterable[Allocation], corrected: Iterable[Item]
) -> Row:
    return {
        "bad_lines": [{"document_id": bad.document_id, "reason": bad.reason} for bad in BAD_LINES],
        "refused_allocations": [link.allocation_id for link in refused],
        "gl_differences": [
            {name: _plain(value) for name, value in asdict(each).items()} for each in differences
        ],
        "corrected_documents": sorted({item.document_id for item in corrected}),
        "silent_month": {"company_id": "ES01", "month": SILENT_MONTH + 1},
        "regime_change": {"segment": REGIME_SEGMENT, "month": REGIME_MONTH, "days_later": REGIME_DAYS},
    }


def promise_rows(promises: Iterable[Promise]) -> list[Row]:
    return [
        {
            "promise_id": each.promise_id,
            "instalment_number": each.instalment_number,
            "outcome": each.true_outcome,
        }
        for each in promises
    ]


def write(folder: Path, *, tables: Mapping[str, object]) -> Path:
    """Write each table as one JSON file with its keys in order."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        body = json.dumps(rows, indent=1, sort_keys=True, ensure_ascii=False)
        (folder / f"{name}.json").write_text(body + "\n", encoding="utf-8")
    return folder


def _invoice_row(item: Item, *, plan: Plan, receipts: list[Receipt]) -> Row:
    last = max(receipts, key=lambda receipt: receipt.bank_date) if receipts else None
    causes = dict(plan.causes.get(item.instalment_number, {}))
    due = item.due_date or item.posting_date
    row: Row = {
        "company_id": item.company_id,
        "document_id": item.document_id,
        "instalment_number": item.instalment_number,
        "customer_id": item.customer_id,
        "due_date": text(due),
        "outcome": _outcome(item, plan=plan),
        "parts": [
            {"bank_date": text(part.bank_date), "amount": str(part.cash)}
            for part in plan.parts
            if part.item is item
        ],
    }
    if last and last.applied_date:
        causes["bank_lag"] = (last.item.posting_date - last.bank_date).days
        causes["application_lag"] = (last.applied_date - last.item.posting_date).days
        late = (last.applied_date - due).days
        causes["unexplained"] = late - sum(causes.values())
        row |= {
            "bank_date": text(last.bank_date),
            "posted_date": text(last.item.posting_date),
            "applied_date": text(last.applied_date),
            "days_late": late,
        }
    return row | {"causes": {cause: days for cause, days in causes.items() if days}}


def _outcome(item: Item, *, plan: Plan) -> str:
    if plan.invoice.voided_on:
        return "void"
    if item.status == "draft":
        return "draft"
    if item.assigned_date and not item.has_recourse:
        return "assigned"
    if any(part.item is item for part in plan.parts):
        return "paid"
    return "credited" if any(credit.amount == item.amount for credit in plan.credits) else "never"


def _plain(value: object) -> object:
    return text(value) if isinstance(value, date | Decimal) else value
