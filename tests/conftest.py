"""Fixtures that more than one test module shares.

Holds the built home of the small company.
Does not hold: data or checks.
Called by pytest.
"""

from pathlib import Path

import pytest

from dagster_project.settings import Settings
from tests import small_company


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Settings:
    """Return the built home of the small company, to be read only."""
    own = tmp_path_factory.getbasetemp()
    # Under xdist each process has a folder of its own within the session's.
    return small_company.built_once(own.parent if hasattr(request.config, "workerinput") else own)


@pytest.fixture
def small_copy(small_home: Settings, tmp_path: Path) -> Settings:
    """Return a copy of that home, to be changed."""
    return small_company.copied(small_home, tmp_path / "home")
