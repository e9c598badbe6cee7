"""Fixtures that more than one test module shares.

Holds the built homes of the small company, of the demo company and of the regression cases.
Does not hold: data or checks.
Called by pytest.
"""

from pathlib import Path

import pytest

from dagster_project.settings import Settings
from tests import demo_company, regressions, small_company


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Settings:
    """Return the built home of the small company, to be read only."""
    return small_company.built_once(_session_folder(tmp_path_factory, request))


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Settings:
    """Return the built home of the demo company, to be read only."""
    return demo_company.built_once(_session_folder(tmp_path_factory, request))


@pytest.fixture
def small_copy(small_home: Settings, tmp_path: Path) -> Settings:
    """Return a copy of that home, to be changed."""
    return small_company.copied(small_home, tmp_path / "home")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> regressions.Built:
    """Return the companies of the regression cases; their tests share one xdist group."""
    return regressions.built(tmp_path_factory.mktemp("regressions"))


def _session_folder(factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Return the folder that all processes of a session share; under xdist each has its own within it."""
    own = factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own
