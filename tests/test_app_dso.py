"""What moves, on the page of aging and on the page of days sales outstanding (``views/dso.py``).

Holds what the panels must say on a company whose two months are written by hand.
Does not hold: looks (``tests/browser``), the meaning of the marts.
Called by pytest.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app_page import opener
from tests.published_home import publish

Open = Callable[..., AppTest]


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


def test_aging_says_what_moves(opened: Open) -> None:
    text = said(opened("aging", language="en", company="ANDINA"))
    assert "1–30 \u2192 31–60: 75% goes on; in Sep\xa026 it was 25%" in text
    assert "30 days after due, Aug\xa026 had collected 40%; Jul\xa026 had 75%" in text
    assert "The gap to the best possible DSO is 14.0 days" in text
    assert "Slower collection adds 6.0 days; mix of segments takes off 1.0" in text


def test_a_company_without_a_month_is_told_so(opened: Open) -> None:
    text = said(opened("aging", language="en", company="IBERIA"))
    assert "No whole month of migration yet" in text
    assert "The change of DSO cannot be explained yet" in text


def test_the_page_names_the_segment_that_moved_the_days(opened: Open) -> None:
    text = said(opened("dso", language="en", company="ANDINA"))
    assert "are worth **50.0** days of sales; with nothing overdue they would be **38.0**" in text
    assert "Agro moves it most: +6.0 days" in text  # 150 × 90 ÷ 900 after 90 × 90 ÷ 900
    assert "+5.0" in text  # the company: 50 after 45


def test_a_segment_of_the_table_opens_its_own_days(opened: Open) -> None:
    app = opened("dso", language="es", company="ANDINA")
    app.button(key="open_dso_segments_Agro").click().run()
    assert app.query_params["segment"] == "Agro"
    assert "**45,0** días de venta" in said(app)
