"""Drawn and written companies through the real pipeline: landed, built, published, read back.

Holds how a list of files becomes a built home, and how a mart becomes rows.
Does not hold: what the rows should be.
Called by the re-performance and the regression tests.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from dagster_project import build, landing, warehouse
from dagster_project.settings import Settings
from tests.world_files import File

BUILT_AT = datetime(2025, 3, 1, 9, tzinfo=UTC)
MartRow = dict[str, Any]


def land(files: Sequence[File], *, home: Path) -> Settings:
    """Land the files, each at its own time, in the order in which they came."""
    settings = Settings(home=home)
    arrivals = [(moment, file) for file in files for moment in (file.received_at, *file.again_at)]
    for moment, file in sorted(arrivals, key=lambda arrival: arrival[0]):
        path = home.parent / "sent" / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        landing.land(
            [path], settings=settings, received_at=moment, source="erp", extracted_at=file.extracted_at
        )
    return settings


def build_home(settings: Settings, *, as_of: date, known_at: datetime | None = None) -> Path:
    """Build and publish, without Dagster; return the published file."""
    known = known_at.replace(tzinfo=None) if known_at else None
    made = build.build(settings, as_of=as_of, known_at=known, started_at=BUILT_AT)
    return settings.home / made.path


def read_mart(path: Path, name: str) -> list[MartRow]:
    """Return the rows of a mart of a published file."""
    with warehouse.connect(path, read_only=True) as connection:
        relation = connection.table(f"marts.{name}")
        return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
