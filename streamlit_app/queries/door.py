"""The only door into the published file, and the only keeper of who may see what.

Holds the pointer to the build, its read-only connection, and the running of a statement for one reader.
Does not hold: SQL text, the functions of each subject (the modules beside), any way to write.
Called by the modules of ``queries``.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Timer
from typing import Any, TypeVar

import duckdb
import streamlit as st

from streamlit_app.filters import EVERY_COMPANY, Scope
from streamlit_app.rows import Build, Published
from streamlit_app.settings import PROJECT_ROOT

SQL_FOLDER = PROJECT_ROOT / "sql" / "app"
QUERY_SECONDS = 10.0  # a page that waits longer is broken; the statement is interrupted
CACHED_ANSWERS = 512  # of one kind, over all users and the last builds
# What a statement takes to stay within the reader's companies: the one it asks for, or all that he may see.
ONE_COMPANY, HIS_COMPANIES = "company_id", "company_ids"
OF_NO_COMPANY = frozenset({"read_build", "list_checks"})  # of the build itself
HARDENED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
    "allow_community_extensions": False,
    "lock_configuration": True,
    "threads": 2,
    "memory_limit": "1GB",
}

Row = TypeVar("Row")
cached = st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)


class BuildMissingError(Exception):
    """No build has been published in this home."""

    def __init__(self, home: Path) -> None:
        super().__init__(f"No published build in {home}: run `cartera build`.")


class ForbiddenError(Exception):
    """A reader asked for a company that is not his."""

    def __init__(self) -> None:
        super().__init__("Not among the companies of this reader: ask an administrator for access.")


class UnboundedError(Exception):
    """A statement takes neither a company nor the reader's companies."""

    def __init__(self, name: str) -> None:
        super().__init__(f"sql/app/{name}.sql is bounded by no company: give it $company_id or $company_ids.")


def current(home: Path, *, company_ids: tuple[str, ...] = (EVERY_COMPANY,)) -> Published:
    """Return the build that the pointer names now, for one reader; a rerun asks once and stays with it."""
    try:
        pointer = json.loads((home / "current.json").read_text(encoding="utf-8"))
        build_id, path = str(pointer["build_id"]), home / str(pointer["path"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BuildMissingError(home) from error
    if not path.is_file():
        raise BuildMissingError(home)
    return Published(build_id, path, company_ids)


def failed_since(home: Path, build: Build) -> bool:
    """Say whether a build was tried after this one and failed: its figures are then the last good ones."""
    try:
        attempt = json.loads((home / "attempt.json").read_text(encoding="utf-8"))
        ended = datetime.fromisoformat(str(attempt["ended_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return attempt.get("status") == "failed" and ended >= build.published_at


def one(
    published: Published, name: str, row_type: type[Row], scope: Scope | None = None, **parameters: object
) -> Row:
    """Return the one row of ``sql/app/<name>.sql``."""
    return rows(published, name, row_type, scope, **parameters)[0]


def rows(
    published: Published, name: str, row_type: type[Row], scope: Scope | None = None, **parameters: object
) -> list[Row]:
    """Return the rows of ``sql/app/<name>.sql``, typed; a parameter that it does not take is left out."""
    return [row_type(*row) for row in values(published, name, scope, **parameters)]


def values(
    published: Published, name: str, scope: Scope | None = None, **parameters: object
) -> list[tuple[Any, ...]]:
    """Run ``sql/app/<name>.sql`` within the reader's companies, stopped when it takes too long."""
    offered = _of(scope) | parameters | {HIS_COMPANIES: _his_companies(published)}
    asked = _asked(name)
    if not asked & {ONE_COMPANY, HIS_COMPANIES} and name not in OF_NO_COMPANY:
        raise UnboundedError(name)
    if ONE_COMPANY in asked and not may_see(published, str(offered[ONE_COMPANY])):
        raise ForbiddenError
    return _run(published, name, {key: offered[key] for key in asked})


def may_see(published: Published, company_id: str) -> bool:
    """Say whether a company is among the reader's."""
    return EVERY_COMPANY in published.company_ids or company_id in published.company_ids


def _of(scope: Scope | None) -> dict[str, object]:
    return {field.name: getattr(scope, field.name) for field in fields(scope)} if scope else {}


def _his_companies(published: Published) -> list[str] | None:
    return None if EVERY_COMPANY in published.company_ids else list(published.company_ids)


def _run(published: Published, name: str, parameters: Mapping[str, object]) -> list[tuple[Any, ...]]:
    cursor = _connection(published.path).cursor()
    watchdog = Timer(QUERY_SECONDS, cursor.interrupt)
    watchdog.start()
    try:
        return cursor.execute(_statement(name), dict(parameters)).fetchall()
    finally:
        watchdog.cancel()
        cursor.close()


def _close(connection: duckdb.DuckDBPyConnection) -> None:
    connection.close()


@st.cache_resource(max_entries=2, show_spinner=False, on_release=_close)
def _connection(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a build once for all readers; a published file never changes under its name."""
    return duckdb.connect(str(path), read_only=True, config=HARDENED)


@cache
def _statement(name: str) -> str:
    return (SQL_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@cache
def _asked(name: str) -> frozenset[str]:
    said = re.sub(r"--[^\n]*", "", _statement(name))
    return frozenset(re.findall(r"\$(\w+)", said))
