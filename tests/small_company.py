"""A company of twenty documents, landed and built once for all tests that read a real build.

Holds its home, the figures that a person computed for it, and how a test gets a copy.
Does not hold: tests; nor the company's records, which lie in ``tests/data/small_company``.
Called by the fixtures of ``conftest`` and by tests that need a home of their own.
"""

import shutil
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from dagster_project import build, landing, lock
from dagster_project.published import Receivable
from dagster_project.settings import Settings

EXTRACTS = Path(__file__).parent / "data" / "small_company"
LANDED_AT = datetime(2026, 6, 1, 8, tzinfo=UTC)
BUILT_AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
LATEST_DAY = "2026-05-25"

# Added up by hand from documents.csv and allocations.csv, as of the latest day.
RECEIVABLES = [
    Receivable("N1", "CLP", Decimal(810000), Decimal(650000), Decimal(-40000)),
    Receivable("S1", "EUR", Decimal("473.00"), Decimal("363.00"), Decimal(0)),
    Receivable("S1", "USD", Decimal("1500.00"), Decimal("1500.00"), Decimal(0)),
]


def landed(home: Path) -> Settings:
    """Return a home in which the company has landed."""
    settings = Settings(home=home)
    landing.land([EXTRACTS / "erp"], settings=settings, received_at=LANDED_AT)
    return settings


def built_once(folder: Path) -> Settings:
    """Return the home that all test processes of a session share: build it, or wait for who does."""
    settings = Settings(home=folder / "small_company")
    with lock.hold(folder / "small_company.lock"):
        if not settings.pointer.exists():
            landed(settings.home)
            build.build(settings, started_at=BUILT_AT)
    return settings


def copied(settings: Settings, home: Path) -> Settings:
    """Return a copy of a home, for a test that changes it."""
    shutil.copytree(settings.home, home)
    return Settings(home=home)
