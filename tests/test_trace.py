"""A figure traces to events, files and records, and they sum to it.

Holds a published file made by hand, with every figure's parts known.
Does not hold: traces of a really built company (``test_trace_of_a_build``).
Called by pytest.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from dagster_project import trace_metrics, trace_sums, traced
from dagster_project.errors import CarteraError
from dagster_project.traced import Sum
from tests.tree import ROOT, entries

THRESHOLDS = {
    "fct_customer_behavior_monthly": {
        "min_on_time_rate",
        "max_weighted_days_late",
        "min_days_late_deviation",
        "tenure_days",
    },
    "fct_expected_credit_losses": {"overlay_rate_change"},
    "fct_open_items": {"days_past_due", "age_days"},
    "fct_at_risk_monthly": {"at_risk_days"},
}
"""Columns that are a rule's value or a distance between two days of the row itself, and no figure to open."""
OWED: set[str] = set()
"""Marts that no statement traces yet: a debt to law 4, to be paid off before a release."""
PUBLISHED = Path(__file__).parent / "data" / "trace" / "published.sql"


@pytest.fixture
def published() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    connection.execute(PUBLISHED.read_text(encoding="utf-8"))
    yield connection
    connection.close()


def _sum(published: duckdb.DuckDBPyConnection, figure: str, limit: int | None = None, **keys: str) -> Sum:
    result = trace_sums.trace_in(published, figure, keys, limit=limit)
    assert isinstance(result, Sum)
    return result


def test_a_bucket_of_a_past_day_traces_to_what_was_open_then(published: duckdb.DuckDBPyConnection) -> None:
    found = _sum(
        published, "fct_aging_daily.open_amount", balance_date="2026-02-15", aging_bucket_code="1-30"
    )
    assert (found.value, found.parts_sum, found.part_count) == (Decimal(100), Decimal(100), 1)
    assert [(part.event_id, part.file_hash, part.record_number) for part in found.parts] == [
        ("e1", "documents", 1)
    ]


def test_a_partly_paid_item_traces_to_its_invoice_and_its_payment(
    published: duckdb.DuckDBPyConnection,
) -> None:
    found = _sum(published, "fct_open_items.open_amount", document_id="A")
    assert [(part.event_type, part.amount) for part in found.parts] == [("invoice", 100), ("allocation", -40)]
    assert found.value == found.parts_sum == 60


def test_a_gross_amount_traces_to_the_opening_alone(published: duckdb.DuckDBPyConnection) -> None:
    found = _sum(published, "fct_open_items.gross_amount", document_id="A")
    assert [part.event_id for part in found.parts] == ["e1"]
    assert found.value == found.parts_sum == 100


def test_a_company_in_base_currency_is_the_sum_of_all_its_items(published: duckdb.DuckDBPyConnection) -> None:
    found = _sum(published, "fct_aging_daily.open_amount_base", balance_date="2026-03-15", company_id="CO")
    assert (found.value, found.parts_sum, found.part_count) == (Decimal(86000), Decimal(86000), 5)


def test_a_limit_shows_fewer_parts_and_still_counts_and_sums_all(
    published: duckdb.DuckDBPyConnection,
) -> None:
    whole = _sum(published, "fct_aging_daily.open_amount_base", balance_date="2026-03-15", company_id="CO")
    found = _sum(
        published, "fct_aging_daily.open_amount_base", limit=2, balance_date="2026-03-15", company_id="CO"
    )
    assert found.parts == whole.parts[:2]
    assert (found.part_count, found.parts_sum) == (whole.part_count, whole.parts_sum)


def test_every_row_of_every_figure_is_the_sum_of_its_parts(published: duckdb.DuckDBPyConnection) -> None:
    assert trace_sums.list_broken_sums(published, sample=1000) == []


@pytest.mark.parametrize(
    ("figure", "change"),
    [
        (
            "fct_aging_daily.open_amount",
            "update marts.fct_aging_daily set open_amount = 60.01 where open_amount = 60",
        ),
        (
            "fct_open_items.open_amount_base",
            "update marts.fct_open_items set open_amount_base = 1 where document_id = 'E'",
        ),
        (
            "fct_open_items.gross_amount",
            "update trace.movements set event_type = 'opened' where event_id = 'e2'",
        ),
        ("fct_aging_daily.open_amount_base", "delete from trace.movements where event_id = 'e6'"),
        (
            "fct_aging_daily.open_amount",
            "update trace.slices set due_date = date '2026-03-14' where document_id = 'E'",
        ),
        (
            "fct_ledger_events.amount",
            "update marts.fct_ledger_events set record_number = 9 where event_id = 'e1'",
        ),
        ("fct_open_items.open_amount", "delete from trace.records where record_number = 4"),
    ],
)
def test_a_figure_that_its_parts_do_not_sum_to_is_found(
    published: duckdb.DuckDBPyConnection, figure: str, change: str
) -> None:
    published.execute(change)
    assert figure in {broken.figure for broken in trace_sums.list_broken_sums(published, sample=1000)}


def test_every_amount_rate_and_count_of_days_of_every_mart_is_traced() -> None:
    ends = re.compile(r"(^|_)(amount|amount_base|amount_reporting|rate|days|value|turnover|delinquent)$")
    untraced = [
        f"{model['name']}.{column['name']}"
        for model in entries(ROOT, "dbt/models/marts", "models")
        for column in model.get("columns") or []
        if model["name"].startswith("fct_") and model["name"] not in OWED
        if ends.search(str(column["name"]))
        if not re.match(r"(is|has)_", str(column["name"]))
        if column["name"] not in trace_metrics.METRICS.get(model["name"], {})
        if column["name"] not in THRESHOLDS.get(model["name"], set())
    ]
    assert untraced == []


def test_json_has_the_promised_names(published: duckdb.DuckDBPyConnection) -> None:
    found = traced.as_json(_sum(published, "marts.fct_open_items.open_amount", document_id="R"))
    assert found["figure"] == "fct_open_items.open_amount"
    assert found["value"] == found["parts_sum"] == Decimal(-20)
    parts = found["parts"]
    assert isinstance(parts, list)
    assert list(parts[0])[:6] == [
        "event_id", "document_id", "instalment_number", "amount", "file_hash", "record_number"
    ]  # fmt: skip


def test_text_shows_figure_document_file_and_original(published: duckdb.DuckDBPyConnection) -> None:
    found = _sum(published, "fct_open_items.open_amount", limit=1, document_id="A")
    text = traced.as_text(found, originals={("documents", 1): "CO,A,invoice,100.00"})
    assert text.splitlines() == [
        "fct_open_items.open_amount = 60",
        "  = the sum of 2 parts ✓",
        "",
        "  100  F-1/1  invoice  2026-01-10",
        "       documents.csv record 1",
        "       │ CO,A,invoice,100.00",
        "",
        "  and 1 more parts (--limit 2 shows all)",
    ]


def test_an_empty_value_asks_for_what_is_unknown(published: duckdb.DuckDBPyConnection) -> None:
    assert _sum(published, "fct_open_items.open_amount", reference="", currency_code="CLP").value == 50000


def test_a_bucket_without_a_row_is_zero(published: duckdb.DuckDBPyConnection) -> None:
    found = _sum(
        published, "fct_aging_daily.open_amount", balance_date="2026-02-15", aging_bucket_code="31-60"
    )
    assert (found.value, found.part_count) == (0, 0)


@pytest.mark.parametrize(
    ("figure", "keys", "message"),
    [
        ("fct_nothing.amount", {}, "fct_nothing.amount: no such mart; there are dim_aging_buckets, "),
        ("fct_open_items", {}, "fct_open_items: no such column; there are aging_bucket_code, "),
        ("fct_open_items.owed", {}, "fct_open_items.owed: no such column; there are aging_bucket_code, "),
        (
            "fct_open_items.customer_id",
            {},
            "fct_open_items.customer_id: no such figure to trace; there are fct_aging",
        ),
        (
            "fct_open_items.open_amount",
            {"client": "C1"},
            "client: no such column of fct_open_items; there are ",
        ),
        (
            "fct_open_items.open_amount",
            {"customer_id": "C7"},
            "customer_id=C7: no row of fct_open_items has it",
        ),
        (
            "fct_open_items.open_amount",
            {"as_of_date": "today"},
            "as_of_date=today: it cannot be read as a value of",
        ),
        (
            "fct_open_items.open_amount",
            {"company_id": "CO"},
            "the rows have 2 currency_code (CLP, USD): give currency_code=",
        ),
        (
            "fct_open_items.open_amount_base",
            {},
            "the rows have 2 base currencies (CLP, EUR): give company_id=",
        ),
        (
            "fct_aging_daily.open_amount",
            {"currency_code": "USD"},
            "the rows have 2 balance_date (2026-02-15, 2026-03-15): give",
        ),
        ("fct_open_items.open_amount; drop", {}, "fct_open_items.open_amount; drop: no such column"),
    ],
)
def test_what_cannot_be_traced_is_refused_in_one_line(
    published: duckdb.DuckDBPyConnection, figure: str, keys: dict[str, str], message: str
) -> None:
    with pytest.raises(CarteraError) as refusal:
        trace_sums.trace_in(published, figure, keys)
    assert str(refusal.value).startswith(message)
    assert "\n" not in str(refusal.value)
    assert refusal.value.exit_status == 2
