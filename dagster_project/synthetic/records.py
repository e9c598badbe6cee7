"""Rows to canonical CSV files, each in the file of the period in which it was recorded.

Holds the columns of each entity that the demo writes, the form of a value, and the writing of a file.
Does not hold: what any row says; no reader is used, so that reading can be tested against this.
Called by ``synthetic.company``.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from dagster_project.synthetic.days import BEFORE_ALL
from dagster_project.synthetic.planted import BadLine

COLUMNS: dict[str, tuple[str, ...]] = {
    "companies": ("company_id", "name", "tax_id", "country_code", "base_currency_code", "time_zone"),
    "customers": (
        "company_id",
        "customer_id",
        "name",
        "tax_id",
        "country_code",
        "language_code",
        "segment",
        "parent_customer_id",
        "collector_id",
        "credit_limit_amount",
        "payment_terms_days",
        "discount_terms_code",
        "preferred_channel",
        "control_account",
        "created_date",
        "is_related_party",
        "recorded_at",
    ),
    "contacts": (
        "company_id",
        "customer_id",
        "contact_id",
        "role",
        "name",
        "email",
        "phone",
        "is_preferred",
        "consent_status",
        "recorded_at",
    ),
    "documents": (
        "company_id",
        "document_id",
        "instalment_number",
        "document_type",
        "document_number",
        "customer_id",
        "posting_date",
        "issue_date",
        "received_date",
        "due_date",
        "currency_code",
        "amount",
        "amount_base",
        "tax_amount",
        "control_account",
        "status",
        "voided_date",
        "acceptance_status",
        "acceptance_date",
        "assigned_date",
        "assigned_to",
        "has_recourse",
        "instrument",
        "maturity_date",
        "recorded_at",
        "po_number",
        "po_date",
        "hes_number",
        "hes_date",
        "project",
        "case_id",
    ),
    "allocations": (
        "company_id",
        "allocation_id",
        "credit_document_id",
        "credit_instalment_number",
        "debit_document_id",
        "debit_instalment_number",
        "amount",
        "credit_amount",
        "effective_date",
        "reversed_date",
        "status",
        "recorded_at",
    ),
    "bank_accounts": ("bank_account_id", "company_id", "currency_code", "bank_name", "iban"),
    "bank_entries": (
        "bank_account_id",
        "entry_id",
        "booking_date",
        "value_date",
        "amount",
        "currency_code",
        "counterparty_name",
        "counterparty_tax_id",
        "counterparty_account",
        "reference",
        "description",
        "recorded_at",
    ),
    "bank_balances": (
        "bank_account_id",
        "balance_date",
        "balance_type",
        "amount",
        "currency_code",
        "recorded_at",
    ),
    "gl_balances": (
        "company_id",
        "account",
        "period_end_date",
        "currency_code",
        "balance_amount",
        "revaluation_amount",
        "recorded_at",
    ),
    "reported_balances": (
        "company_id",
        "as_of_date",
        "customer_id",
        "control_account",
        "bucket_code",
        "currency_code",
        "balance_amount",
        "report_name",
        "recorded_at",
    ),
    "source_totals": ("file_name", "entity", "record_count", "amount_total", "currency_code"),
    "fx_rates": ("from_currency_code", "to_currency_code", "rate_date", "rate"),
    "activities": (
        "company_id",
        "activity_id",
        "customer_id",
        "document_id",
        "contact_id",
        "occurred_at",
        "channel",
        "collector_id",
        "stage",
        "outcome",
        "reason_code",
        "next_action_date",
        "cost_amount",
        "currency_code",
        "notes",
        "recorded_at",
    ),
    "promises": (
        "company_id",
        "promise_id",
        "plan_id",
        "instalment_number",
        "customer_id",
        "document_id",
        "promised_on_date",
        "due_date",
        "amount",
        "currency_code",
        "collector_id",
        "recorded_at",
    ),
    "disputes": (
        "company_id",
        "dispute_id",
        "document_id",
        "opened_date",
        "resolved_date",
        "reason_code",
        "amount",
        "outcome",
        "recorded_at",
    ),
    "collectors": (
        "collector_id",
        "name",
        "supervisor_id",
        "capacity_hours",
        "hourly_cost_amount",
        "currency_code",
    ),
    "cash_plan": ("company_id", "line", "cash_date", "amount", "currency_code", "description", "recorded_at"),
}
Line = list[str]


@dataclass(frozen=True, slots=True)
class Extract:
    """One file to write: where, of which entity, and its lines."""

    path: Path
    entity: str
    lines: tuple[Line, ...]


def text(value: object) -> str:
    """Return a value as canonical text; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%S}Z"
    return value.isoformat() if isinstance(value, date) else str(value)


def line(row: object, *, entity: str) -> Line:
    return [text(getattr(row, column)) for column in COLUMNS[entity]]


def extracts(
    rows: Iterable[object], *, entity: str, folder: Path, months: int, bad: Sequence[BadLine] = ()
) -> list[Extract]:
    """Sort rows into one file per `months` months of their recording; `months` 0: one file in all."""
    ordered = sorted(rows, key=lambda row: getattr(row, "recorded_at", BEFORE_ALL))
    by_file: dict[str, list[Line]] = defaultdict(list)
    for row in ordered:
        by_file[_file_name(row, entity=entity, months=months)].append(line(row, entity=entity))
    names = sorted(by_file)
    for place, each in enumerate(bad):
        lines = by_file[names[(place * 5 + 4) % len(names)]]
        lines.insert(len(lines) // 2, _bad_line(each, like=lines[0], entity=entity))
    return [Extract(folder / name, entity, tuple(by_file[name])) for name in names]


def write(extract: Extract) -> None:
    """Write one file: UTF-8, a header, a line feed after each line."""
    extract.path.parent.mkdir(parents=True, exist_ok=True)
    with extract.path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS[extract.entity])
        writer.writerows(extract.lines)


def total(extract: Extract) -> Decimal | None:
    """Return the sum of the amounts as the sender would state it, or None where one is not a number."""
    place = COLUMNS[extract.entity].index("amount")
    amounts = [each[place] for each in extract.lines if len(each) == len(COLUMNS[extract.entity])]
    return sum(map(Decimal, amounts), Decimal(0)) if all(map(_is_plain, amounts)) else None


def _is_plain(amount: str) -> bool:
    return amount.replace(".", "", 1).lstrip("-").isdigit()


def _file_name(row: object, *, entity: str, months: int) -> str:
    if months == 0:
        return f"{entity}.csv"
    recorded: datetime = getattr(row, "recorded_at")  # noqa: B009 - not every row has one
    first = (recorded.month - 1) // months * months + 1
    if months == 12:
        return f"{entity}_{recorded.year}.csv"
    return f"{entity}_{recorded.year}-{first:02d}.csv"


def _bad_line(bad: BadLine, *, like: Line, entity: str) -> Line:
    values = dict(zip(COLUMNS[entity], like, strict=True))
    values.update({"document_id": bad.document_id, "document_number": bad.document_id})
    values.update({"instalment_number": "1", "status": "posted"} | dict(bad.changes))
    fields = list(values.values())
    return fields[:7] if bad.is_ragged else fields
