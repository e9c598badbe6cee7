"""Fixtures of the browser tests: the app served on a real build, and a page before it.

Holds the address of the served small company and of the company written by SQL, and the browser of a module.
Does not hold: journeys.
Called by pytest.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dagster_project.settings import Settings
from tests.browser import served
from tests.published_home import publish

PATIENCE = 40_000  # milliseconds: the first rerun of a server imports everything
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def small_address(small_home: Settings) -> Iterator[str]:
    """Serve the small company, landed and built for real."""
    with served.serve(small_home.home) as address:
        yield address


@pytest.fixture(scope="session")
def wide_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of the company written by SQL: hundreds of items."""
    home = tmp_path_factory.mktemp("wide")
    publish(home, build_id="first")
    return home


@pytest.fixture(scope="session")
def wide_address(wide_home: Path) -> Iterator[str]:
    with served.serve(wide_home) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not served.chromium():
        pytest.skip("no Chromium on this machine: install its package (`make chromium`)")
    with served.browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a window of 1280 by 900, with a locale of Chile."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="es-CL")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()
