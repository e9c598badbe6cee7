"""The companies of the regression cases, landed once and built for two days.

Holds the landing of ``tests/data/regressions`` and what the tests ask of the published marts.
Does not hold: expected figures; each test states its own.
Called by the regression tests.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from dagster_project import landing
from dagster_project.settings import Settings
from tests import homes
from tests.homes import MartRow

EXTRACTS = Path(__file__).parent / "data" / "regressions"
LANDED_AT = datetime(2025, 2, 1, 8, tzinfo=UTC)
YEAR_END = date(2024, 12, 31)
HALF_YEAR = date(2024, 6, 30)

Items = dict[str, Decimal]


@dataclass(frozen=True)
class Built:
    """The published files of the cases, by the day that they were built for."""

    paths: dict[date, Path]

    def rows(self, mart: str, company_id: str, *, as_of: date = YEAR_END) -> list[MartRow]:
        """Return the rows of a mart for one company."""
        return [row for row in _read(self.paths[as_of], mart) if row["company_id"] == company_id]

    def item(self, company_id: str, name: str, *, as_of: date = YEAR_END) -> MartRow:
        """Return one open item, by its document and, after a dot, its instalment."""
        (row,) = (row for row in self.rows("fct_open_items", company_id, as_of=as_of) if _name(row) == name)
        return row

    def open_items(self, company_id: str, *, as_of: date = YEAR_END) -> Items:
        """Return what is open, by document; an instalment but the first is named after a dot."""
        rows = self.rows("fct_open_items", company_id, as_of=as_of)
        assert len({_name(row) for row in rows}) == len(rows)
        return {_name(row): row["open_amount"] for row in rows}

    def balances(self, company_id: str, day: date) -> Items:
        """Return the balance of every item at the end of a day, as the sum of its events."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for event in self.rows("fct_ledger_events", company_id):
            if event["effective_date"] <= day:
                sums[_name(event)] += event["amount"]
        return {name: amount for name, amount in sums.items() if amount}

    def buckets(self, company_id: str, day: date = YEAR_END) -> Items:
        """Return the aging of a day, over all currencies."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for row in self.rows("fct_aging_daily", company_id):
            if row["balance_date"] == day:
                sums[row["aging_bucket_code"]] += row["open_amount"]
        return dict(sums)

    def rejects(self, company_id: str) -> dict[str, str]:
        """Return why the build rejected which allocation."""
        found = {}
        for row in _read(self.paths[YEAR_END], "fct_rejected_records"):
            record = json.loads(row["original_text"])
            if record["company_id"] == company_id:
                found[record["allocation_id"]] = row["reason_code"]
        return found


def built(folder: Path) -> Built:
    """Land all cases and build them for the half year and the year end."""
    settings = Settings(home=folder / "home")
    landed = landing.land([EXTRACTS], settings=settings, received_at=LANDED_AT, source="erp")
    assert {file.outcome for file in landed} == {"landed"}
    assert not sum(file.reject_count for file in landed)
    return Built({day: homes.build_home(settings, as_of=day) for day in (HALF_YEAR, YEAR_END)})


def _name(row: MartRow) -> str:
    number = row["instalment_number"]
    return str(row["document_id"]) if number == 1 else f"{row['document_id']}.{number}"


@cache
def _read(path: Path, mart: str) -> list[MartRow]:
    return homes.read_mart(path, mart)
