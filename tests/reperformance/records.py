"""Extracts as they were landed, and which record of each key counts at a time.

Holds the values' grammar, a record's version time and the choice of the newest version known.
Does not hold: what a document or an allocation means.
Called by the ledger of the re-performance and by the tests.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
AMOUNT = re.compile(r"-?\d{1,14}(\.\d+)?", re.ASCII)
KEYS: Mapping[str, tuple[str, ...]] = {
    "companies": ("company_id",),
    "customers": ("company_id", "customer_id"),
    "documents": ("company_id", "document_id", "instalment_number"),
    "allocations": ("company_id", "allocation_id"),
    "disputes": ("company_id", "dispute_id"),
    "gl_balances": ("company_id", "account", "period_end_date", "currency_code"),
    "fx_rates": ("from_currency_code", "to_currency_code", "rate_date"),
}
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "companies": ("company_id", "name", "base_currency_code"),
    "customers": ("company_id", "customer_id", "name"),
    "documents": (
        "company_id",
        "document_id",
        "document_type",
        "customer_id",
        "posting_date",
        "currency_code",
        "amount",
    ),
    "allocations": (
        "company_id",
        "allocation_id",
        "credit_document_id",
        "debit_document_id",
        "amount",
        "effective_date",
    ),
    "disputes": ("company_id", "dispute_id", "document_id", "opened_date", "amount"),
    "gl_balances": ("company_id", "account", "period_end_date", "currency_code", "balance_amount"),
    "fx_rates": ("from_currency_code", "to_currency_code", "rate_date", "rate"),
}
AMOUNTS = ("amount", "amount_base", "credit_amount")
DATES = (
    "posting_date",
    "issue_date",
    "due_date",
    "voided_date",
    "effective_date",
    "reversed_date",
    "rate_date",
)

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """One landed file of one entity; `sightings` are the times at which the same bytes came again."""

    entity: str
    rows: tuple[Mapping[str, str], ...]
    file_hash: str
    received_at: datetime
    extracted_at: datetime | None = None
    sightings: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A record that counts: its texts, when it became known, and where it stands."""

    values: Mapping[str, str] = field(hash=False)
    version_at: datetime
    file_hash: str
    record_number: int

    def text(self, column: str) -> str | None:
        return self.values.get(column) or None

    def day(self, column: str) -> date | None:
        text = self.text(column)
        return date.fromisoformat(text) if text else None

    def amount(self, column: str) -> Decimal | None:
        text = self.text(column)
        return Decimal(text) if text else None

    def number(self, column: str) -> int | None:
        text = self.text(column)
        return int(text) if text else None


def known_records(
    extracts: Iterable[Extract], entity: str, *, known_at: datetime | None
) -> dict[Key, Record]:
    """Return, by key, the newest version known by then, under the time from which on it says the same."""
    versions: dict[Key, list[Record]] = {}
    for record in all_versions(extracts, entity):
        if known_at is None or record.version_at <= known_at:
            versions.setdefault(_key(entity, record.values), []).append(record)
    return {key: _newest(records) for key, records in versions.items()}


def all_versions(extracts: Iterable[Extract], entity: str) -> Iterator[Record]:
    """Yield every record that landing takes, once per time at which it came."""
    for extract in extracts:
        if extract.entity == entity:
            for number, row in enumerate(extract.rows, start=1):
                if not defect(entity, row):
                    for moment in _version_times(row, extract):
                        yield Record(row, moment, extract.file_hash, number)


def rejects(extracts: Iterable[Extract]) -> dict[tuple[str, int, str], str]:
    """Return why landing rejects which record, by file hash, record number and entity."""
    return {
        (extract.file_hash, number, extract.entity): reason
        for extract in extracts
        for number, row in enumerate(extract.rows, start=1)
        if (reason := defect(extract.entity, row))
    }


def defect(entity: str, row: Mapping[str, str]) -> str | None:
    """Return why landing rejects the record, judged by itself, or None."""
    for column in REQUIRED[entity]:
        if not row.get(column):
            return "missing_required"
    for column in DATES:
        if row.get(column) and not _is_day(row[column]):
            return "bad_date"
    for column in AMOUNTS:
        if row.get(column) and not _is_amount(row[column]):
            return "bad_amount"
    digits = minor_digits(row["currency_code"]) if row.get("currency_code") else 4
    if row.get("amount") and decimals(Decimal(row["amount"])) > digits:
        return "too_many_decimals"
    return None


def decimals(amount: Decimal) -> int:
    """Count the decimals of an amount; trailing zeros do not count."""
    exponent = amount.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)


def utc(text: str) -> datetime:
    """Read an ISO 8601 time; UTC when no zone is given."""
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


@cache
def minor_digits(currency_code: str) -> int:
    """Return how many decimals a currency has."""
    with (SEEDS / "currencies.csv").open(encoding="utf-8") as lines:
        return {row["currency_code"]: int(row["minor_unit_digits"]) for row in csv.DictReader(lines)}[
            currency_code
        ]


def _key(entity: str, row: Mapping[str, str]) -> Key:
    return tuple(
        (row.get(column) or "1") if column == "instalment_number" else row.get(column, "")
        for column in KEYS[entity]
    )


def _newest(records: list[Record]) -> Record:
    """Return the newest version; ties go to the greater file hash, record number; copies are no versions."""
    by_time: dict[datetime, Record] = {}
    for record in sorted(records, key=lambda r: (r.version_at, r.file_hash, r.record_number)):
        by_time[record.version_at] = record
    *earlier, newest = by_time.values()
    for record in reversed(earlier):
        if _content(record) != _content(newest):
            break
        newest = record
    return newest


def _content(record: Record) -> dict[str, object]:
    """Return what the record says, however it is written."""
    said: dict[str, object] = {}
    for column, text in record.values.items():
        if text and not column.startswith("recorded_"):
            said[column] = Decimal(text) if column in AMOUNTS else text
    return {"status": "posted", "instalment_number": "1"} | said


def _version_times(row: Mapping[str, str], extract: Extract) -> list[datetime]:
    if row.get("recorded_at"):
        return [utc(row["recorded_at"])]
    return [extract.extracted_at] if extract.extracted_at else [extract.received_at, *extract.sightings]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_amount(text: str) -> bool:
    return bool(AMOUNT.fullmatch(text)) and not text.startswith("-") and decimals(Decimal(text)) <= 4
