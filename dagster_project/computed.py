"""What Python computes of the work warehouse: predictions, receipts and matches of several items, as tables.

Holds the reading of the models, the calls of prediction, forecast and matching, and the writing.
Does not hold: predictions, the search, the shape of the tables (``computed_tables``), SQL, dagster.
Called by build and by ``defs/computed.py``, between the two runs of dbt.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa

from dagster_project import bands, computed_tables, forecast, matching, prediction, track_record, warehouse
from dagster_project.bands import Scales
from dagster_project.computed_tables import Key
from dagster_project.forecast import Receipts
from dagster_project.ledger_days import Days, Pieces, day_number, pieces_of
from dagster_project.lock import hold
from dagster_project.matching import Answer, Question
from dagster_project.settings import Settings

FORECASTS = (
    *("payment_predictions", "payment_weeks", "receipt_forecasts"),
    *("forecast_records", "forecast_bridges"),
)
PROPOSALS = "match_proposals"
TABLES = (*FORECASTS, PROPOSALS)
EVERYONE = "*"
PROPOSED = pa.schema(
    [
        ("entry_key", pa.uint64()),
        ("item_key", pa.uint64()),
        ("amount", pa.int64()),
        ("rule", pa.string()),
        ("expected_count", pa.float64()),
    ]
)


@dataclass(frozen=True, slots=True)
class Company:
    """What is computed of one company."""

    predictions: pa.Table
    weeks: pa.Table
    past: pa.Table
    bridge: pa.Table
    receipts: Receipts
    scales: Scales


def write(settings: Settings, *, as_of: date) -> dict[str, int]:
    """Write the computed tables and return their row counts."""
    with hold(settings.dbt_lock), warehouse.connect(settings.warehouse) as connection:
        tables = _compute(connection, as_of=day_number(as_of))
        warehouse.run(connection, "computed/create_schema")
        for table in FORECASTS:
            connection.register("computed_rows", tables[table])
            warehouse.run(connection, f"computed/create_{table}")
            connection.unregister("computed_rows")
        found_sets = list(proposals(matching.solve(questions(connection))))
        connection.register("proposed", pa.Table.from_pylist(found_sets, schema=PROPOSED))
        warehouse.run(connection, f"computed/create_{PROPOSALS}")
        counts = {table: tables[table].num_rows for table in FORECASTS}
        return {**counts, PROPOSALS: len(found_sets)}


def read_pieces(
    connection: warehouse.Connection, *, company_id: str
) -> tuple[Pieces, list[tuple[Any, ...]], Days]:
    """Return a company's pieces, their keys in their order, and its country's holidays."""
    rows = warehouse.run(connection, "computed/list_pieces", {"company_id": company_id}).fetchall()
    days = warehouse.run(connection, "computed/list_holidays", {"company_id": company_id}).fetchall()
    holidays = np.array([day_number(day) for (day,) in days], dtype=np.int64)
    return pieces_of(rows), [row[14:] for row in rows], holidays


def proposals(answers: Iterable[Answer]) -> Iterator[dict[str, object]]:
    """Yield a row per item of each set found."""
    for answer in answers:
        for item_key, amount in zip(answer.item_keys, answer.amounts, strict=True):
            yield {
                "entry_key": answer.entry_key,
                "item_key": item_key,
                "amount": amount,
                "rule": answer.rule,
                "expected_count": answer.expected_count,
            }


def questions(connection: warehouse.Connection) -> Iterator[Question]:
    """Yield what no reference, amount, pair or triple explains, with the candidates of each."""
    parameters = {"most": matching.MOST_CANDIDATES}
    rows = warehouse.run(connection, "computed/list_match_candidates", parameters).fetchall()
    for entry_key, group in groupby(rows, key=lambda row: row[0]):
        items = list(group)
        _, target, round_units, *_ = items[0]
        yield Question(entry_key, target, round_units, [row[3] for row in items], [row[4] for row in items])


def _compute(connection: warehouse.Connection, *, as_of: int) -> dict[str, pa.Table]:
    ends = [day_number(row[0]) for row in warehouse.run(connection, "computed/list_weeks").fetchall()]
    companies = warehouse.run(connection, "computed/list_companies").fetchall()
    found = {
        company_id: _company(connection, company_id, as_of=as_of, ends=ends) for company_id, _ in companies
    }
    bands_of = {
        company_id: (one.receipts, bands.bands(one.receipts, scales=one.scales))
        for company_id, one in found.items()
    }
    rates = {company_id: float(rate) for company_id, rate in companies if rate is not None}
    if companies and len(rates) == len(companies):
        everyone = forecast.consolidated([(rates[name], one.receipts) for name, one in found.items()])
        bands_of[EVERYONE] = (
            everyone,
            bands.bands(everyone, scales=bands.widest([one.scales for one in found.values()])),
        )
    return {
        "payment_predictions": computed_tables.joined(
            [one.predictions for one in found.values()], computed_tables.PREDICTED
        ),
        "payment_weeks": computed_tables.joined([one.weeks for one in found.values()], computed_tables.WEEKS),
        "receipt_forecasts": computed_tables.receipts(bands_of),
        "forecast_records": computed_tables.joined(
            [one.past for one in found.values()], computed_tables.RECORDS
        ),
        "forecast_bridges": computed_tables.joined(
            [one.bridge for one in found.values()], computed_tables.BRIDGES
        ),
    }


def _company(
    connection: warehouse.Connection, company_id: str, *, as_of: int, ends: Sequence[int]
) -> Company:
    pieces, found, holidays = read_pieces(connection, company_id=company_id)
    every: list[Key] = [(company_id, str(document), int(number)) for document, number in found]
    keys = [every[place] for place in np.flatnonzero(pieces.is_open)]
    record = track_record.record_of(pieces, as_of=as_of, week_ends=ends, holidays=holidays)
    model = record.model
    items = model.view.where(model.view.is_open)
    paid_by = prediction.chances(model, items)
    predicted = prediction.predict(model, items, paid_by)
    weeks = forecast.item_weeks(model, items, paid_by, week_ends=ends)
    receipts = forecast.forecast(model, items, paid_by, week_ends=ends, holidays=holidays)
    return Company(
        predictions=computed_tables.predictions(keys, items, predicted, as_of=as_of),
        weeks=computed_tables.weeks(keys, items, weeks, as_of=as_of),
        receipts=receipts,
        scales=record.scales,
        past=computed_tables.records(company_id, record.past),
        bridge=computed_tables.bridge(company_id, every, record.bridge),
    )
