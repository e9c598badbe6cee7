"""The demo company from nothing to its figures.

Holds what the README promises of `make demo`.
Does not hold: the generator's own tests (``test_synthetic``).
Called by pytest.
"""

import re

import pytest

from dagster_project import published
from dagster_project.settings import Settings
from tests import demo_company
from tests.tree import ROOT

MARTS = "select table_name from duckdb_tables() where schema_name = 'marts'"
VARYING = re.compile(r"build \d{8}T\d{6}Z-[0-9a-f]{8}")


@pytest.mark.parametrize("readme", ["README.md", "README.es.md"])
def test_the_readme_shows_what_the_demo_prints(demo_home: Settings, readme: str) -> None:
    printed = demo_company.read_printed(demo_home).replace(str(demo_home.home), "data")
    shown = re.findall(r"```text\n(extracts in .*?)\nSee it", (ROOT / readme).read_text("utf-8"), re.DOTALL)
    assert [VARYING.sub("build", text).strip() for text in shown] == [VARYING.sub("build", printed).strip()]


def test_no_mart_of_the_demo_is_empty(demo_home: Settings) -> None:
    with published.open_current(demo_home) as connection:
        names = [str(name) for (name,) in connection.execute(MARTS).fetchall()]
        empty = {name for name in names if not connection.table(f"marts.{name}").limit(1).fetchall()}
    assert names
    assert empty == set()
