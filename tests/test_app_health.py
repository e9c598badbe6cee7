"""The page of data (``views/health.py``), run without a browser.

Holds what it says of sources, refusals, checks and a failed build.
Does not hold: looks (``tests/browser``).
Called by pytest.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dagster_project import attempt
from tests.app_page import opener
from tests.published_home import publish

Open = Callable[..., AppTest]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    publish(tmp_path, build_id="first", published_at=datetime.now(UTC) - timedelta(hours=1))
    return tmp_path


@pytest.fixture
def opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    return opener(home, monkeypatch)


def said(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in [*app.markdown, *app.error])


@pytest.mark.parametrize(("language", "title"), [("es", "Salud de los datos"), ("en", "Data health")])
def test_the_page_opens_in_both_languages(opened: Open, language: str, title: str) -> None:
    app = opened("health", language=language, company="ANDINA")
    assert app.title[0].value == title
    assert len(app.metric) == 5


def test_a_failed_build_shows_on_every_page_until_one_succeeds(
    home: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = datetime.now(UTC).replace(tzinfo=None)
    attempt.note(home, ended_at=ended, failed=True)
    assert "The last build failed: this is the one before" in said(opened("customers", language="en"))
    attempt.note(home, ended_at=ended, failed=False)
    assert "The last build failed" not in said(opened("aging", language="en"))


def test_a_build_that_failed_before_this_one_is_history(home: Path, opened: Open) -> None:
    ended = datetime.now(UTC).replace(tzinfo=None) - timedelta(hours=2)
    attempt.note(home, ended_at=ended, failed=True)
    assert "The last build failed" not in said(opened("aging", language="en"))
