"""What lies in a binder, sheet by sheet.

Holds each sheet's file, statement and meaning, and its rows as read.
Does not hold: SQL (``sql/binder``), files, or the formats that sheets are written in.
Called by assemble.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dagster_project import warehouse
from dagster_project.warehouse import Connection


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the binder; `is_for_people`: it is a sheet of the workbook as well."""

    file_name: str
    statement: str
    meaning: str
    is_for_people: bool = True


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet with its rows."""

    sheet: Sheet
    header: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def totals(self) -> dict[str, Decimal]:
        """Return the sum of each column of amounts."""
        return {
            name: sum((value for row in self.rows if isinstance(value := row[i], Decimal)), Decimal(0))
            for i, name in enumerate(self.header)
            if "amount" in name.lower()
        }


SHEETS = (
    Sheet("open_items.csv", "list_open_items", "open items at the period's end"),
    Sheet("aged_trial_balance.csv", "list_aged_trial_balance", "open amounts by customer and bucket"),
    Sheet("aging.csv", "list_aging", "open amounts by company and bucket"),
    Sheet("tie_out.csv", "list_tie_out", "general ledger beside subledger, the difference by class"),
    Sheet("reported_tie_out.csv", "list_reported_tie_out", "the ERP's own aged report beside ours"),
    Sheet("roll_forward.csv", "list_roll_forward", "opening, movements and closing of the period"),
    Sheet("cut_off.csv", "list_cut_off", "documents of ten days around the period's end"),
    Sheet("subsequent_receipts.csv", "list_subsequent_receipts", "receipts after the end for what was open"),
    Sheet("credit_balances.csv", "list_credit_balances", "customers that we owe"),
    Sheet("related_parties.csv", "list_related_parties", "balances of related parties"),
    Sheet("restatements.csv", "list_restatements", "what restates the period, since the last binder"),
    Sheet("provision.csv", "list_provision", "expected credit losses, at the build's as-of date"),
    Sheet("provision_back_test.csv", "list_provision_back_test", "losses expected, and what they were"),
    Sheet("rejected_records.csv", "list_rejected_records", "records that count nowhere, with the reason"),
    Sheet("sources.csv", "list_sources", "landed files with hashes and counts"),
    Sheet("control_totals.csv", "list_control_totals", "counts and sums at each hop"),
    Sheet("checks.csv", "list_checks", "the checks of the build and their results"),
    Sheet("records/documents.csv", "list_staged_documents", "staged documents", is_for_people=False),
    Sheet("records/applications.csv", "list_staged_applications", "staged allocations", is_for_people=False),
    Sheet("records/landed.csv", "list_landed_records", "the records as landed", is_for_people=False),
    Sheet("records/buckets.csv", "list_buckets", "the buckets by which is aged", is_for_people=False),
    *(
        Sheet(f"standard/{name}.csv", f"list_standard_{statement}", meaning, is_for_people=False)
        for name, statement, meaning in (
            ("Customer_Master", "customers", "customers"),
            ("Invoices_Generated", "invoices", "invoices posted in the period"),
            ("Cash_Received", "receipts", "receipts posted in the period"),
            ("Cash_Application", "applications", "applications of the period"),
            ("Accounts_Receivable_Adjustments", "adjustments", "credits and adjustments of the period"),
        )
    ),
)


def fill(connection: Connection, sheet: Sheet, parameters: Mapping[str, object]) -> Filled:
    """Read a sheet's rows; a statement is given the parameters that it names."""
    text = warehouse.statement(f"binder/{sheet.statement}")
    asked = {name: value for name, value in parameters.items() if f"${name}" in text}
    answer = warehouse.run(connection, f"binder/{sheet.statement}", asked)
    header = tuple(column[0] for column in answer.description or [])
    if sheet.file_name.startswith("standard/"):
        header = tuple(_as_standards_write(name) for name in header)
    return Filled(sheet, header, tuple(tuple(row) for row in answer.fetchall()))


def _as_standards_write(name: str) -> str:
    """Return a column's name as audit data standards write it: Title_Case, but ID."""
    return "_".join(word.upper() if word in ("id", "tin") else word.capitalize() for word in name.split("_"))
