"""Every figure of every mart stands in the dictionary, in both languages.

Holds the completeness of ``dbt/metrics.yml`` against the models, and of the app's definitions.
Does not hold: whether a definition is right; unit tests and the re-performance prove the figures.
Called by pytest.
"""

import json

import pytest

from tests import dictionary
from tests.tree import ROOT, entries

NO_FIGURES = {"instalment_number", "record_number", "week_number", "line_position", "days_since_due"}
NO_FIGURES |= {"days_since_invoice", "due_month_of_year", "billing_week_count", "paid_count", "matched_rate"}


def _figures() -> set[str]:
    """Return the numbers of the marts that the dictionary names, but a rule's value and its evidence."""
    named = {metric.mart for metric in dictionary.metrics()}
    return {
        column["name"]
        for model in entries(ROOT, "dbt/models/marts", "models")
        if model["name"] in named
        for column in model["columns"]
        if column["data_type"] == "integer" or column["data_type"].startswith("decimal")
        if not str(column["description"]).startswith(("Evidence:", "Rule:"))
    }


def test_every_figure_of_a_named_mart_is_in_the_dictionary() -> None:
    assert _figures() - NO_FIGURES - {metric.column for metric in dictionary.metrics()} == set()


def test_every_metric_is_a_described_column_named_once_in_each_language() -> None:
    keys = [(metric.mart, metric.column) for metric in dictionary.metrics()]
    assert len(set(keys)) == len(keys)
    assert [key for key in keys if not dictionary.descriptions().get(key)] == []
    assert [m for m in dictionary.metrics() if not (m.names["en"] and m.names["es"] and m.source)] == []


@pytest.mark.parametrize("language", dictionary.LANGUAGES)
def test_the_app_finds_a_metric_by_its_column(language: str) -> None:
    said = json.loads((ROOT / "streamlit_app" / "definitions" / f"{language}.json").read_text("utf-8"))
    assert {metric.column for metric in dictionary.metrics()} <= said.keys()
    assert said["dso_simple_days"]["formula"] == said["fct_dso_monthly.dso_simple_days"]["formula"]


def test_spanish_definitions_are_in_spanish() -> None:
    english = [m.column for m in dictionary.metrics() if m.definitions["en"] == m.definitions["es"]]
    assert english == []
