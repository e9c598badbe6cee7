"""The page of the audit (``views/audit.py``), run without a browser.

Holds what it says of a tie-out, a document, a sample and sources on a company written by hand.
Does not hold: looks (``tests/browser``), the binder (``test_binder``).
Called by pytest.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from tests.app_page import opener
from tests.published_home import publish

Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def document(home: Path) -> tuple[str, str]:
    """Return the id and the number of a document that is open, before the app holds the file."""
    with duckdb.connect(str(publish(home, build_id="first"))) as connection:
        [(document_id, number)] = connection.execute(
            "select document_id, document_number from trace.slices where company_id = 'ANDINA'"
            " and item_sign = 1 and close_date > date '2026-10-31' order by all limit 1"
        ).fetchall()
    return document_id, number


@pytest.fixture
def opened(home: Path, document: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> Open:
    assert document
    return opener(home, monkeypatch)


def said(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    return "\n".join(str(element.value) for element in app.markdown)


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "Subledger and general ledger **tie to the cent**, with 2 named items. 3 checks pass."),
        ("es", "El auxiliar y la contabilidad **cuadran al centavo**, con 2 partidas con nombre."),
    ],
)
def test_the_page_answers_whether_it_ties(opened: Open, language: str, answer: str) -> None:
    assert answer in said(opened("audit", language=language, company="ANDINA"))


def test_a_difference_that_nothing_explains_is_the_answer(opened: Open) -> None:
    text = said(opened("audit", language="en", company="IBERIA"))
    assert "differ by **10.00** that nothing explains" in text


def test_the_tie_out_leads_from_the_ledger_to_the_subledger(opened: Open) -> None:
    text = said(opened("audit", language="en", company="ANDINA"))
    for line in ("**1,200**", "no such file · 14", "\u221220", "\u221250", "**1,130**"):
        assert line in text, line


def test_a_restated_close_is_counted_and_a_rejected_record_shown(opened: Open) -> None:
    text = said(opened("audit", language="en", company="ANDINA"))
    assert "1 past close has been restated" in text
    assert "The amount 1e30 is not a plain decimal" in text


def test_a_document_number_finds_its_instalments_and_the_figures_it_is_part_of(
    opened: Open, document: tuple[str, str]
) -> None:
    document_id, number = document
    found = said(opened("audit", language="en", company="ANDINA", mark=number))
    assert "Open" in found
    text = said(
        opened("audit", language="en", company="ANDINA", mark=number, document=document_id, instalment="1")
    )
    assert "The figures that it is part of" in text
    assert "fct_receivables_daily" in text
    assert "Events of instalment 1" in text
    nothing = said(opened("audit", language="en", company="ANDINA", mark="no such number"))
    assert "No document of this company has the number no such number" in nothing


def test_the_sample_says_what_it_stands_for(opened: Open) -> None:
    text = said(opened("audit", language="en", company="ANDINA"))
    assert "By units of money: one hit each" in text
    assert "stands for" in text
