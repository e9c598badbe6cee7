"""Millions of documents for the benchmarks, drawn in SQL.

Holds the order of the statements of ``sql/synthetic`` and the shares that make the counts come out.
Does not hold: hidden habits or a truth; the demo company has those.
Called by ``tests/benchmarks`` and by hand.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dagster_project import warehouse

FIRST_DATE, LAST_DATE, DAY_COUNT = date(2021, 11, 1), date(2026, 10, 31), 1826
# Debits and credits per invoice, measured at 1 M: one invoice, and the credits that close it.
DOCUMENTS_PER_INVOICE = 2.24
ENTITIES = ("companies", "customers", "rates", "documents", "corrections", "allocations")


@dataclass(frozen=True, slots=True)
class ScaleCounts:
    """What was written, debits and credits counted."""

    invoices: int
    credits: int
    allocations: int

    @property
    def documents(self) -> int:
        return self.invoices + self.credits


def write(folder: Path, *, documents: int, seed: int, form: str = "csv") -> ScaleCounts:
    """Write about `documents` documents over five years into `folder`, as csv or parquet."""
    folder.mkdir(parents=True, exist_ok=True)
    invoices = round(documents / DOCUMENTS_PER_INVOICE)
    days = {"first_date": FIRST_DATE, "day_count": DAY_COUNT}
    with warehouse.connect() as connection:
        warehouse.run(
            connection, "synthetic/create_scale_invoices", {"invoices": invoices, "seed": seed, **days}
        )
        parameters = {"seed": seed, "last_date": LAST_DATE}
        warehouse.run(connection, "synthetic/create_scale_applications", parameters)
        for entity in ENTITIES:
            path = folder / f"{entity}.{form}"
            warehouse.run(connection, f"synthetic/write_scale_{entity}", path=path, form=form)
        row = warehouse.run(connection, "synthetic/read_scale_counts").fetchone()
    if row is None:
        raise RuntimeError("read_scale_counts returned no row; look at sql/synthetic")
    return ScaleCounts(invoices=row[0], allocations=row[1], credits=row[2])
