"""Who may see what (``access``, ``queries.door``), down to every statement of the app.

Holds the table of readers, and a leak test: canaries in one company, every statement as the other's reader.
Does not hold: signing in (``tests/browser/test_sign_in``).
Called by pytest.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from streamlit_app import access, pages, queries
from streamlit_app.access import Visit
from streamlit_app.filters import BASE
from streamlit_app.queries import door
from streamlit_app.rows import Published
from tests.published_home import publish
from tests.tree import ROOT

STATEMENTS = sorted(path.stem for path in (ROOT / "sql" / "app").glob("*.sql"))
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC).replace(tzinfo=None)
CANARY = "CANARY"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build in which all texts of ANDINA hold a canary."""
    folder = tmp_path_factory.mktemp("home")
    with duckdb.connect(str(publish(folder, build_id="first"))) as connection:
        connection.execute((ROOT / "tests" / "data" / "app" / "cash.sql").read_text(encoding="utf-8"))
        connection.execute((ROOT / "tests" / "data" / "app" / "canaries.sql").read_text(encoding="utf-8"))
    return folder


def reader_of(home: Path, *company_ids: str) -> Published:
    return queries.current(home, company_ids=company_ids)


def parameters(company_id: str) -> dict[str, object]:
    """Return what ANDINA's own pages would ask for, for a company: its own hash of a file in every case."""
    file_hash = hashlib.sha256(b"ANDINAdocuments").hexdigest()
    return {
        "company_id": company_id, "currency_view": BASE, "segment": "", "as_of_date": date(2026, 10, 31),
        "previous_date": date(2026, 9, 30), "known_at": None, "figure": "debits", "sort": "amount",
        "search": "", "limit": 500, "offset": 0, "months": 12, "step_days": 7, "customer_id": "C-001",
        "month_end_date": date(2026, 10, 31), "from_state": "current", "to_state": "1-30",
        "hits": 10, "start_share": 0.5,
        "week_start_date": date(2026, 11, 16),
        "document_id": "D-01425", "instalment_number": 1, "file_hash": file_hash, "record_number": 1426,
    }  # fmt: skip


def offered(name: str, company_id: str) -> dict[str, object]:
    """Return the parameters that a statement takes; those that this test does not know are texts."""
    known = parameters(company_id)
    return {key: known.get(key, "") for key in door._asked(name) - {door.HIS_COMPANIES}}


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_statement_shows_a_reader_another_company(home: Path, name: str) -> None:
    reader = reader_of(home, "IBERIA")
    own = door.values(reader, name, **offered(name, "IBERIA"))
    assert CANARY not in repr(own)
    if door.ONE_COMPANY in door._asked(name):
        for company_id in ("ANDINA", "*", "", "andina", "IBERIA' or 1=1 --"):
            with pytest.raises(queries.ForbiddenError):
                door.values(reader, name, **offered(name, company_id))


def test_the_canaries_are_there_for_who_may_see_them(home: Path) -> None:
    reader = reader_of(home, "ANDINA")
    seen = [
        name for name in STATEMENTS if CANARY in repr(door.values(reader, name, **offered(name, "ANDINA")))
    ]
    assert {"list_customers", "list_open_items", "list_customer_documents", "read_item"} <= set(seen)
    every = reader_of(home, "*")
    assert CANARY in repr(door.values(every, "list_records", **offered("list_records", "*")))


def test_a_reader_of_nothing_sees_nothing(home: Path) -> None:
    nobody = reader_of(home)
    assert queries.list_companies(nobody) == []
    for name in STATEMENTS:
        if door.ONE_COMPANY in door._asked(name):
            with pytest.raises(queries.ForbiddenError):
                door.values(nobody, name, **offered(name, "IBERIA"))


def test_every_statement_takes_a_company_or_the_readers(home: Path) -> None:
    bounded = {name for name in STATEMENTS if door._asked(name) & {door.ONE_COMPANY, door.HIS_COMPANIES}}
    assert set(STATEMENTS) - bounded == door.OF_NO_COMPANY


def visit(home: Path, user: Mapping[str, object], *, address: str = "127.0.0.1") -> Visit:
    return access.judge(home, user=user, server_address=address, now=NOW)


def test_without_sign_in_only_this_machine_is_served(tmp_path: Path) -> None:
    assert visit(tmp_path, {}).reader == access.LOCAL
    assert visit(tmp_path, {}, address="0.0.0.0").state == "exposed"
    assert access.judge(tmp_path, user={}, server_address=None, now=NOW).state == "exposed"


def test_the_table_decides_who_comes_in_and_for_what(tmp_path: Path) -> None:
    (tmp_path / access.FILE_NAME).write_text(
        "user,role,company_id,reason\n"
        "ana@example.com,cfo,IBERIA,head of finance\n"
        "ana@example.com,collector,ANDINA,helps out\n"
        "eva@example.com,king,ANDINA,no such role\n",
        encoding="utf-8",
    )
    ana = visit(tmp_path, {"is_logged_in": True, "email": "Ana@Example.com"}).reader
    assert ana is not None
    by_page = {entry.name: ana.company_ids(entry.roles) for entry in pages.PAGES}
    assert by_page["cash"] == ("IBERIA",)
    assert by_page["customers"] == ("ANDINA", "IBERIA")
    for user in ("eva@example.com", "nobody@example.com", ""):
        assert visit(tmp_path, {"is_logged_in": True, "email": user}).state == "unknown"
    assert visit(tmp_path, {"is_logged_in": False}).state == "sign_in"
    unverified = {"is_logged_in": True, "email": "ana@example.com", "email_verified": False}
    assert visit(tmp_path, unverified).state == "unknown"


def test_a_sign_in_of_yesterday_has_expired(tmp_path: Path) -> None:
    (tmp_path / access.FILE_NAME).write_text(
        "user,role,company_id\nana@example.com,cfo,*\n", encoding="utf-8"
    )
    for hours, state in ((11, "open"), (13, "expired")):
        issued = (NOW - timedelta(hours=hours)).replace(tzinfo=UTC).timestamp()
        user = {"is_logged_in": True, "email": "ana@example.com", "iat": issued}
        assert visit(tmp_path, user).state == state
