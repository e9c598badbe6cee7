"""The only door to DuckDB: opens files and runs the named statements of ``sql/``.

Holds connections and the reading of a statement by name.
Does not hold: SQL text, business words, dagster.
Called by landing, publish, trace, the command line and the Dagster definitions.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb
import jinja2

from dagster_project.errors import CarteraError
from dagster_project.settings import PROJECT_ROOT

SQL_FOLDER = PROJECT_ROOT / "sql"
READ_ONLY_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
    "allow_community_extensions": False,
    "memory_limit": "2GB",
    "threads": 2,
}
READING = frozenset({duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN})

Connection = duckdb.DuckDBPyConnection
Error = duckdb.Error
Parameters = Mapping[str, object]


class StatementRefusedError(CarteraError):
    """A person's statement that is wrong, or that does more than read."""

    def __init__(self, complaint: str) -> None:
        super().__init__(" ".join(complaint.split()))


@contextmanager
def connect(path: Path | None = None, *, read_only: bool = False) -> Iterator[Connection]:
    """Open a DuckDB file, or a database in memory without a path; close it at the end."""
    config = READ_ONLY_CONFIG if read_only else {}
    connection = duckdb.connect(str(path or ":memory:"), read_only=read_only, config=config)
    try:
        run(connection, "warehouse/hide_progress")
        if read_only:
            run(connection, "warehouse/lock_settings")
        yield connection
    finally:
        connection.close()


def read(connection: Connection, text: str) -> Connection:
    """Execute one statement that a person typed, provided that it only reads."""
    try:
        statements = connection.extract_statements(text)
        if len(statements) != 1 or statements[0].type not in READING:
            raise StatementRefusedError("one statement that only reads, please: SELECT …")
        return connection.execute(statements[0])
    except duckdb.Error as error:
        raise StatementRefusedError(str(error)) from error


def run(
    connection: Connection,
    name: str,
    parameters: Parameters | None = None,
    **names: object,
) -> Connection:
    """Execute ``sql/<name>.sql``: values bound as ``$name``, identifiers and paths by ``{{ name }}``."""
    return connection.execute(statement(name, **names), dict(parameters or {}))


def statement(name: str, **names: object) -> str:
    """Return the text of ``sql/<name>.sql`` with its identifiers filled in."""
    return _environment().get_template(f"{name}.sql").render(**names)


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(SQL_FOLDER),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
