"""The page of customers (``views/customers.py``), run without a browser.

Holds what the list and a customer must show, and that its balances are those of the ledger's other pages.
Does not hold: looks and real clicks (``tests/browser``).
Called by pytest.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from streamlit_app import queries
from streamlit_app.filters import BASE, Scope
from tests.app_page import opener
from tests.published_home import publish

Open = Callable[..., AppTest]
SCOPE = Scope(
    company_id="ANDINA",
    currency_view=BASE,
    segment="",
    as_of_date=date(2026, 10, 31),
    previous_date=date(2026, 9, 30),
    known_at=None,
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    publish(folder, build_id="first")
    return folder


@pytest.fixture
def opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    return opener(home, monkeypatch)


def said(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in app.markdown)


def test_customers_sum_to_the_company(home: Path) -> None:
    published = queries.current(home)
    customers = queries.list_customers(published, SCOPE, search="", limit=1000, offset=0)
    lines = {line.figure: line for line in queries.read_aging_lines(published, SCOPE)}
    assert sum(one.debits_amount for one in customers) == lines["debits"].open_amount
    assert sum(one.overdue_amount for one in customers) == lines["overdue"].open_amount
    assert sum(one.unapplied_amount for one in customers) == lines["unapplied"].open_amount
    assert [one.overdue_amount for one in customers] == sorted(
        (one.overdue_amount for one in customers), reverse=True
    )


def test_a_customer_shows_the_balance_of_the_list_its_documents_and_its_statement(home: Path) -> None:
    published = queries.current(home)
    for line in queries.list_customers(published, SCOPE, search="", limit=1000, offset=0):
        customer = queries.read_customer(published, SCOPE, customer_id=line.customer_id)
        assert customer is not None
        documents = queries.list_customer_documents(published, SCOPE, customer_id=line.customer_id)
        statement = queries.list_customer_statement(published, SCOPE, customer_id=line.customer_id)
        months = queries.list_customer_months(published, SCOPE, customer_id=line.customer_id)
        net = line.debits_amount + line.unapplied_amount
        assert (customer.debits_amount, customer.overdue_amount) == (line.debits_amount, line.overdue_amount)
        assert sum(one.open_amount or 0 for one in documents) == net == statement[-1].balance_amount
        assert months[-1].debits_amount == line.debits_amount
        assert customer.previous_debits_amount == months[-2].debits_amount


def test_a_name_is_found_without_its_accents(home: Path) -> None:
    found = queries.list_customers(queries.current(home), SCOPE, search="penasco", limit=50, offset=0)
    assert found
    assert all("Peñasco" in one.customer_name for one in found)


@pytest.mark.parametrize(
    ("language", "lead", "promise"),
    [
        (
            "en",
            "Pays **19 days late** on average, weighted by amount, and worsening.",
            "for 20 Oct 2026",
        ),
        (
            "es",
            "Paga **19 días tarde** en promedio, ponderado por importe, y empeora.",
            "para el 20 oct 2026",
        ),
    ],
)
def test_a_customer_says_how_it_pays_and_what_happened(
    opened: Open, language: str, lead: str, promise: str
) -> None:
    text = said(opened("customers", language=language, company="ANDINA", customer="C-001"))
    assert lead in text
    assert promise in text
    assert "1.500.000 CLP" in text or "1,500,000 CLP" in text


def test_the_list_opens_without_a_customer(opened: Open) -> None:
    assert opened("customers", language="en", company="IBERIA").title[0].value == "Customers"


def test_an_unknown_customer_is_not_found(opened: Open) -> None:
    text = said(opened("customers", language="en", company="IBERIA", customer="CANARY"))
    assert "There is no customer here that you may see." in text
