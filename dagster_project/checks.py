"""What a value must look like, for one file's columns.

Holds the choice of checks from the declared types and formats, their reason codes and their words.
Does not hold: the checks themselves; ``sql/landing/create_faults.sql`` runs them.
Called by drafts.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from dagster_project.readers.layouts import CANONICAL, Column, Entity, Layout

FAULTS = {
    "date": ("bad_date", "no day written yyyy-mm-dd"),
    "timestamp": ("bad_timestamp", "no ISO 8601 time"),
    "amount": ("bad_amount", "no plain positive decimal of at most 14 digits and 4 decimals"),
    "signed_amount": ("bad_amount", "no plain decimal of at most 14 digits and 4 decimals"),
    "rate": ("bad_rate", "no plain decimal above zero of at most 8 decimals"),
    "integer": ("bad_integer", "no whole number of at most 9 digits"),
    "boolean": ("bad_boolean", "neither true nor false"),
    "currency": ("unknown_currency", "no ISO 4217 code"),
    "code": ("unknown_code", "none of the codes of this column"),
}


@dataclass(frozen=True, slots=True)
class CheckedColumn:
    """A column of a file with what its values must be."""

    name: str
    value_type: str
    is_required: bool
    allowed_values: tuple[str, ...]
    currency: str
    fault: str
    expectation: str


def checked_columns(entity: Entity, layout: Layout, header: tuple[str, ...]) -> list[CheckedColumn]:
    """Return the checks of the columns that a file has."""
    mapped = {column.ours: column for column in layout.columns if column.theirs in header}
    present = {column.name for column in entity.columns} & set(mapped)
    return [
        _checked(
            column,
            value_type=column.value_type
            if layout.profile == CANONICAL
            else _mapped_type(column, mapped[column.name].date_format, mapped[column.name].number_format),
            is_required=mapped[column.name].is_required,
            present=present,
        )
        for column in entity.columns
        if column.name in present
    ]


def currencies_by_digits(seeds: Path) -> dict[int, list[str]]:
    """Return the known currency codes by the count of their decimals."""
    found: dict[int, list[str]] = {0: [], 2: [], 3: [], 4: []}
    with (seeds / "currencies.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[int(row["minor_unit_digits"])].append(row["currency_code"])
    return found


def _mapped_type(column: Column, date_format: str, number_format: str) -> str:
    """Check a mapped column only as far as its map declares a format; staging reads the rest."""
    if date_format in ("yyyy-mm-dd", "declared") and column.value_type == "date":
        return "date"
    if number_format in ("plain", "declared") and column.value_type in ("amount", "signed_amount"):
        return "signed_amount"
    return "text"


def _checked(column: Column, *, value_type: str, is_required: bool, present: set[str]) -> CheckedColumn:
    fault, expectation = FAULTS.get(value_type, ("", ""))
    return CheckedColumn(
        column.name,
        value_type,
        is_required,
        column.allowed_values,
        _currency_of(column, value_type) if "currency_code" in present else "",
        fault,
        expectation,
    )


def _currency_of(column: Column, value_type: str) -> str:
    """Return the column whose currency limits the decimals; amounts in other currencies have none here."""
    is_money = value_type in ("amount", "signed_amount") and column.name.endswith("amount")
    return "currency_code" if is_money else ""
