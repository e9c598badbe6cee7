"""The page of cash, run without a browser.

Holds what the page (``views/cash.py``) says on a company whose thirteen weeks are written by plain SQL.
Does not hold: looks (``tests/browser``), the figures of a real build.
Called by pytest.
"""

from pathlib import Path

import duckdb
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.published_home import publish
from tests.tree import ROOT

WEEKS = Path(__file__).parent / "data" / "app" / "cash.sql"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    with duckdb.connect(str(publish(folder, build_id="cash"))) as connection:
        connection.execute(WEEKS.read_text(encoding="utf-8"))
    return folder


@pytest.fixture
def app(home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("CARTERA_HOME", str(home))
    st.cache_data.clear()
    opened = AppTest.from_file(str(ROOT / "streamlit_app" / "app.py"), default_timeout=30)
    opened._page_hash = calc_hash("cash")  # pages that are functions have no other address here
    return opened


def _said(app: AppTest, *, company: str, language: str) -> str:
    app.query_params["company"] = company
    app.query_params["language"] = language
    app.run()
    assert not app.exception
    assert not app.error
    return "\n".join(str(element.value) for element in app.markdown)


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        (
            "en",
            "Cash is lowest in the week of **16\xa0Nov**, at **40**.",
        ),
        (
            "es",
            "La caja toca fondo en la semana del **16\xa0nov** con **40**. En el caso adverso (P10) serían",
        ),
    ],
)
def test_the_page_answers_how_much_when_and_how_sure(app: AppTest, language: str, answer: str) -> None:
    said = _said(app, company="ANDINA", language=language)
    assert answer in said
    assert len(app.metric) == 5


def test_every_week_has_its_row_and_the_lowest_is_marked(app: AppTest) -> None:
    said = _said(app, company="ANDINA", language="en")
    assert said.count("\xa0Nov") + said.count("\xa0Dec") + said.count("\xa0Jan") >= 13


def test_a_company_without_a_bank_account_is_told_why_its_balance_is_unknown(app: AppTest) -> None:
    said = _said(app, company="IBERIA", language="en")
    assert "The balance is unknown: no bank account has landed." in said
