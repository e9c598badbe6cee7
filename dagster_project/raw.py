"""The folders of raw and the small rows that stand in them.

Holds the fixed schemas, the empty files, and the writing of file, sighting and reject rows.
Does not hold: the cutting and checking of records (``drafts``), or the order of the steps of a landing.
Called by landing, drafts and compaction.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from dagster_project import warehouse
from dagster_project.originals import move
from dagster_project.readers.catalog import Catalog
from dagster_project.readers.layouts import Entity
from dagster_project.settings import Settings

Columns = tuple[tuple[str, str], ...]

FILES: Columns = (
    ("file_hash", "varchar"),
    ("file_name", "varchar"),
    ("source", "varchar"),
    ("reader", "varchar"),
    ("received_at", "timestamp"),
    ("extracted_at", "timestamp"),
    ("record_count", "bigint"),
    ("reject_count", "bigint"),
    ("ignored_count", "bigint"),
    ("byte_count", "bigint"),
)
SIGHTINGS: Columns = (
    ("file_hash", "varchar"),
    ("file_name", "varchar"),
    ("source", "varchar"),
    ("seen_at", "timestamp"),
)
REJECTS: Columns = (
    ("file_hash", "varchar"),
    ("record_number", "bigint"),
    ("entity", "varchar"),
    ("reason_code", "varchar"),
    ("reason", "varchar"),
    ("original_text", "varchar"),
)
# Sorts after every hash: DuckDB guesses the size of a folder from its first file, and after an
# empty one it builds joins on the wrong side (15 times the CPU at 1 M documents).
EMPTY_NAME = "~empty.parquet"


def folders(catalog: Catalog) -> dict[str, Columns]:
    """Return every folder of raw with the columns of its files."""
    found = {"files": FILES, "sightings": SIGHTINGS, "rejects": REJECTS}
    return found | {entity.name: entity_columns(entity) for entity in catalog.entities.values()}


def entity_columns(entity: Entity) -> Columns:
    """Return the columns of an entity's raw files with their types."""
    own = tuple((column.name, "varchar") for column in entity.columns)
    return (*own, ("attributes", "varchar"), ("file_hash", "varchar"), ("record_number", "bigint"))


def ensure_folders(connection: warehouse.Connection, settings: Settings, catalog: Catalog) -> None:
    """Make every folder of raw, each with an empty file of its schema."""
    for name, columns in folders(catalog).items():
        empty = settings.raw / name / EMPTY_NAME
        if not empty.exists():
            empty.parent.mkdir(parents=True, exist_ok=True)
            draft = empty.with_name(f".{EMPTY_NAME}.tmp")
            warehouse.run(connection, "landing/copy_empty", columns=columns, target=sql_path(draft))
            move(draft, empty)


def file_row_path(settings: Settings, *, file_hash: str) -> Path:
    """Return where the row lies without which a file has not landed."""
    return settings.raw / "files" / f"{file_hash}.parquet"


def write_row(
    connection: warehouse.Connection, name: str, values: Mapping[str, object], *, target: Path
) -> None:
    """Write a one-row Parquet file by a named statement, whole or not at all."""
    draft = target.with_name(f".{target.name}.tmp")
    warehouse.run(connection, name, values, target=sql_path(draft))
    move(draft, target)


def copy_rejects(connection: warehouse.Connection, drafts: Iterable[Path], *, target: Path) -> None:
    """Copy drafted rejects, rows of quoted text, into one Parquet file."""
    paths = [sql_path(draft) for draft in drafts]
    warehouse.run(connection, "landing/copy_rejects", paths=paths, target=sql_path(target))


def sql_path(path: Path) -> str:
    """Return a path as it stands between single quotes in a statement."""
    return str(path).replace("'", "''")
