"""A published home for the tests of the app, without a build.

Holds the making of a DuckDB file from the SQL of ``tests/data/app`` and of its pointer.
Does not hold: the rows (the SQL), the real build (the browser tests run on one).
Called by the tests of the app.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb

FOLDER = Path(__file__).parent / "data" / "app"
PARTS = ("company.sql", "trends.sql", "customers.sql", "audit.sql")  # in this order


def publish(home: Path, *, build_id: str, published_at: datetime | None = None) -> Path:
    """Write a build of the test company and point to it; return its file."""
    path = home / "builds" / f"{build_id}.duckdb"
    path.parent.mkdir(parents=True, exist_ok=True)
    moment = (published_at or datetime.now(UTC)).replace(tzinfo=None, microsecond=0)
    values = {"build_id": build_id, "published_at": moment.isoformat(sep=" ")}
    with duckdb.connect(str(path)) as connection:
        text = "".join((FOLDER / name).read_text(encoding="utf-8") for name in PARTS)
        for statement in connection.extract_statements(text):
            asked = {name: value for name, value in values.items() if f"${name}" in statement.query}
            connection.execute(statement, asked)
    point_to(home, build_id=build_id, published_at=moment)
    return path


def point_to(home: Path, *, build_id: str, published_at: datetime) -> None:
    """Replace the pointer as publishing does."""
    pointer = {
        "build_id": build_id,
        "path": f"builds/{build_id}.duckdb",
        "as_of_date": "2026-10-31",
        "published_at": published_at.isoformat() + "Z",
    }
    draft = home / "current.json.new"
    draft.write_text(json.dumps(pointer), encoding="utf-8")
    draft.replace(home / "current.json")
