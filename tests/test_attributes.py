"""What a source sends beyond the canonical columns can be asked for in the marts, by its own name.

Holds the question asked of a published file as a person would ask it.
Does not hold: how attributes are landed; test_landing does.
Called by pytest.
"""

import json

import pytest
from typer.testing import CliRunner

from dagster_project.cli import app
from dagster_project.settings import Settings

pytestmark = pytest.mark.xdist_group("small_company")
# asked in a language of its own, so that the statement stands where a person writes it
QUESTION = "from marts.fct_open_items {select} where attributes ->> 'po_number' = '{order}'"


def _ask(home: Settings, select: str, *, order: str) -> list[dict[str, object]]:
    question = QUESTION.format(select=select, order=order)
    said = CliRunner().invoke(app, ["query", question, "--json", "--home", str(home.home)])
    assert said.exit_code == 0, said.output
    rows: list[dict[str, object]] = json.loads(said.stdout)
    return rows


def test_open_items_of_a_purchase_order_are_found_without_a_column_for_it(small_home: Settings) -> None:
    (found,) = _ask(small_home, "select document_id, open_amount", order="PO-4")
    assert found["document_id"] == "F4"
    assert float(str(found["open_amount"])) == 250_000  # 300,000 less a credit note of 50,000


def test_a_settled_order_has_nothing_open(small_home: Settings) -> None:
    assert _ask(small_home, "select document_id", order="PO-1") == []
