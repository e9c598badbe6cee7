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


def test_every_week_is_a_column_of_the_table_and_every_line_a_row(app: AppTest) -> None:
    _said(app, company="ANDINA", language="en")
    table = app.table[0].value
    assert list(table.index) == [
        "Opening cash", "Customer receipts", "Not due", "Payments", "Net flow", "Closing cash",
        "Adverse case, P10", "Headroom over minimum",
    ]  # fmt: skip
    assert table.shape[1] == 14
    assert table.loc["Closing cash"].iloc[2] == 40_000_000


def test_what_changed_and_how_far_forecasts_missed_are_said(app: AppTest) -> None:
    said = _said(app, company="ANDINA", language="en")
    assert "Since the forecast of 24\xa0Oct: **−12**." in said
    assert "Slipped: 20 less; New invoices: 8 more" in said
    assert "4 weeks out we miss by 10%; the flat mean, by 17%" in said
    assert "The flat mean was nearer at weeks ahead: 13." in said


def test_a_week_opens_its_invoices_with_their_chances_and_reasons(app: AppTest) -> None:
    app.query_params["mark"] = "2026-11-16"
    said = _said(app, company="ANDINA", language="en")
    assert "One invoice may be paid in the week of 16\xa0Nov" in said
    row = app.dataframe[0].value.iloc[0]
    assert row["Chance"] == "25.0%"
    assert row["Why then"] == "pays 12 days after others · promised for 18\xa0Nov"


def test_a_company_without_a_bank_account_is_told_why_its_balance_is_unknown(app: AppTest) -> None:
    said = _said(app, company="IBERIA", language="en")
    assert "The balance is unknown: no bank account has landed." in said
