"""The files in which drawn or written companies are sent, and the times at which they come.

Holds deliveries, the canonical columns, and the CSV bytes with their extracts for the re-performance.
Does not hold: what the records say; worlds and the regression cases do.
Called by the re-performance and the regression tests.
"""

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from tests.reperformance.records import Extract

DELIVERIES = (
    datetime(2024, 2, 1, 6, tzinfo=UTC),
    datetime(2024, 5, 2, 6, tzinfo=UTC),
    datetime(2024, 8, 3, 6, tzinfo=UTC),
    datetime(2024, 11, 5, 6, tzinfo=UTC),
    datetime(2025, 2, 6, 6, tzinfo=UTC),
)
COLUMNS = {
    "companies": "company_id name base_currency_code time_zone recorded_at",
    "customers": "company_id customer_id name segment control_account recorded_at",
    "documents": "company_id document_id instalment_number document_type document_number customer_id "
    "posting_date issue_date due_date currency_code amount amount_base status voided_date recorded_at",
    "allocations": "company_id allocation_id credit_document_id credit_instalment_number "
    "debit_document_id debit_instalment_number amount credit_amount effective_date reversed_date status "
    "recorded_at",
    "disputes": "company_id dispute_id document_id opened_date resolved_date amount recorded_at",
    "fx_rates": "from_currency_code to_currency_code rate_date rate recorded_at",
}

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Sent:
    """A record and the delivery in which it came."""

    delivery: int
    entity: str
    row: Row = field(hash=False)


@dataclass(frozen=True, slots=True)
class File:
    """One file as it is written and landed; `again_at` are later landings of the same bytes."""

    name: str
    entity: str
    content: bytes
    received_at: datetime
    extracted_at: datetime | None
    again_at: tuple[datetime, ...] = ()

    @property
    def extract(self) -> Extract:
        rows = tuple(csv.DictReader(io.StringIO(self.content.decode())))
        digest = hashlib.sha256(self.content).hexdigest()
        return Extract(self.entity, rows, digest, self.received_at, self.extracted_at, self.again_at)


def files(
    worlds: Sequence[tuple[Sent, ...]], rates: Sequence[Sent], *, lags: Sequence[int | None]
) -> list[File]:
    """Write the deliveries of all companies: per delivery and entity one file.

    Args:
        worlds: the records of each company.
        rates: the exchange rates that all of them share.
        lags: per delivery, how many days before its arrival it was extracted; None when nothing says.
    """
    sent = [record for world in worlds for record in world] + list(rates)
    made = []
    for number, received_at in enumerate(DELIVERIES):
        lag = lags[number]
        for entity in COLUMNS:
            rows = [record.row for record in sent if record.delivery == number and record.entity == entity]
            if rows:
                extracted_at = None if lag is None else received_at - timedelta(days=lag)
                name = f"{entity}_{number}.csv"
                made.append(File(name, entity, _csv(entity, rows), received_at, extracted_at))
    return _with_sightings(made)


def _csv(entity: str, rows: Sequence[Row]) -> bytes:
    lines = io.StringIO(newline="")
    writer = csv.DictWriter(lines, COLUMNS[entity].split(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return lines.getvalue().encode()


def _with_sightings(made: list[File]) -> list[File]:
    """Land the first file of documents and of allocations once more with the last delivery."""
    again = {"documents_1.csv", "allocations_0.csv"}
    return [replace(file, again_at=(DELIVERIES[-1],)) if file.name in again else file for file in made]
