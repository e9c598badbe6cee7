"""The only door into the published file.

Holds one function per statement of ``sql/app``, the pointer to the build and its read-only connection.
Does not hold: SQL text, formatting, business arithmetic, any way to write.
Called by ``app`` and the views.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from threading import Timer
from typing import Any, TypeVar

import duckdb
import streamlit as st

from streamlit_app.rows import (
    AgingLine,
    AgingPoint,
    Build,
    CashWeek,
    Check,
    Company,
    FigureTrace,
    Item,
    ItemEvent,
    LandedFile,
    LandedRecord,
    MonthEnd,
    OpenItem,
    Published,
)
from streamlit_app.settings import PROJECT_ROOT

SQL_FOLDER = PROJECT_ROOT / "sql" / "app"
QUERY_SECONDS = 10.0  # a page that waits longer is broken; the statement is interrupted
CACHED_ANSWERS = 512  # of one kind, over all users and the last builds
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
Parameters = Mapping[str, object]


class BuildMissingError(Exception):
    """No build has been published in this home."""

    def __init__(self, home: Path) -> None:
        super().__init__(f"No published build in {home}: run `cartera build`.")


def current(home: Path) -> Published:
    """Return the build that the pointer names now; a rerun asks once and stays with it."""
    try:
        pointer = json.loads((home / "current.json").read_text(encoding="utf-8"))
        published = Published(build_id=str(pointer["build_id"]), path=home / str(pointer["path"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BuildMissingError(home) from error
    if not published.path.is_file():
        raise BuildMissingError(home)
    return published


@st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)
def read_build(published: Published) -> Build:
    return _one(published, "read_build", Build)


@st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)
def list_checks(published: Published) -> list[Check]:
    return _rows(published, "list_checks", Check)


@st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)
def list_companies(published: Published) -> list[Company]:
    return _rows(published, "list_companies", Company)


@st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)
def list_currencies(published: Published, *, company_id: str) -> list[str]:
    return [str(code) for (code,) in _fetch(published, "list_currencies", {"company_id": company_id})]


@st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)
def read_aging_lines(
    published: Published, *, company_id: str, currency_view: str, as_of_date: date
) -> list[AgingLine]:
    parameters = {"company_id": company_id, "currency_view": currency_view, "as_of_date": as_of_date}
    return _rows(published, "read_aging_lines", AgingLine, parameters)


def list_aging_history(
    published: Published,
    *,
    company_id: str,
    currency_view: str,
    as_of_date: date,
    months: int,
    step_days: int,
) -> list[AgingPoint]:
    """Return the points of the chart; not kept, since the chart made of them is."""
    parameters = {
        "company_id": company_id,
        "currency_view": currency_view,
        "as_of_date": as_of_date,
        "months": months,
        "step_days": step_days,
    }
    return _rows(published, "list_aging_history", AgingPoint, parameters)


@st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)
def list_aging_month_ends(
    published: Published, *, company_id: str, currency_view: str, as_of_date: date
) -> list[MonthEnd]:
    parameters = {"company_id": company_id, "currency_view": currency_view, "as_of_date": as_of_date}
    return _rows(published, "list_aging_month_ends", MonthEnd, parameters)


@st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)
def list_cash_weeks(published: Published, *, company_id: str) -> list[CashWeek]:
    return _rows(published, "list_cash_weeks", CashWeek, {"company_id": company_id})


@st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)
def read_figure_trace(
    published: Published, *, company_id: str, currency_view: str, as_of_date: date, figure: str
) -> FigureTrace:
    parameters = {
        "company_id": company_id,
        "currency_view": currency_view,
        "as_of_date": as_of_date,
        "figure": figure,
    }
    return _one(published, "read_figure_trace", FigureTrace, parameters)


@st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)
def list_open_items(
    published: Published,
    *,
    company_id: str,
    currency_view: str,
    as_of_date: date,
    figure: str,
    sort: str,
    limit: int,
    offset: int,
) -> list[OpenItem]:
    parameters = {
        "company_id": company_id,
        "currency_view": currency_view,
        "as_of_date": as_of_date,
        "figure": figure,
        "sort": sort,
        "limit": limit,
        "offset": offset,
    }
    return _rows(published, "list_open_items", OpenItem, parameters)


@st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)
def read_item(
    published: Published,
    *,
    company_id: str,
    currency_view: str,
    as_of_date: date,
    document_id: str,
    instalment_number: int,
) -> Item | None:
    parameters = {
        "company_id": company_id,
        "currency_view": currency_view,
        "as_of_date": as_of_date,
        "document_id": document_id,
        "instalment_number": instalment_number,
    }
    return next(iter(_rows(published, "read_item", Item, parameters)), None)


@st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)
def list_item_events(
    published: Published,
    *,
    company_id: str,
    currency_view: str,
    as_of_date: date,
    document_id: str,
    instalment_number: int,
) -> list[ItemEvent]:
    parameters = {
        "company_id": company_id,
        "currency_view": currency_view,
        "as_of_date": as_of_date,
        "document_id": document_id,
        "instalment_number": instalment_number,
    }
    return _rows(published, "list_item_events", ItemEvent, parameters)


@st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)
def list_records(published: Published, *, file_hash: str, record_number: int) -> list[LandedRecord]:
    parameters = {"file_hash": file_hash, "record_number": record_number}
    return _rows(published, "list_records", LandedRecord, parameters)


@st.cache_data(max_entries=CACHED_ANSWERS, show_spinner=False)
def read_file(published: Published, *, file_hash: str) -> LandedFile | None:
    return next(iter(_rows(published, "read_file", LandedFile, {"file_hash": file_hash})), None)


def _one(published: Published, name: str, row_type: type[Row], parameters: Parameters | None = None) -> Row:
    return _rows(published, name, row_type, parameters)[0]


def _rows(
    published: Published, name: str, row_type: type[Row], parameters: Parameters | None = None
) -> list[Row]:
    return [row_type(*row) for row in _fetch(published, name, parameters)]


def _fetch(published: Published, name: str, parameters: Parameters | None = None) -> list[tuple[Any, ...]]:
    """Run ``sql/app/<name>.sql`` on a cursor of the build, stopped when it takes too long."""
    cursor = _connection(published).cursor()
    watchdog = Timer(QUERY_SECONDS, cursor.interrupt)
    watchdog.start()
    try:
        return cursor.execute(_statement(name), dict(parameters or {})).fetchall()
    finally:
        watchdog.cancel()
        cursor.close()


def _close(connection: duckdb.DuckDBPyConnection) -> None:
    connection.close()


@st.cache_resource(max_entries=2, show_spinner=False, on_release=_close)
def _connection(published: Published) -> duckdb.DuckDBPyConnection:
    """Open a build once for all users; a published file never changes under its name."""
    return duckdb.connect(str(published.path), read_only=True, config=HARDENED)


@cache
def _statement(name: str) -> str:
    return (SQL_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
