"""What Python computes of the work warehouse: predictions, receipts and matches of several items, as tables.

Holds the reading of the models, the calls of prediction, forecast and matching, and the writing.
Does not hold: predictions, the search, SQL, dagster.
Called by build and by ``defs/computed.py``, between the two runs of dbt.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa

from dagster_project import forecast, matching, prediction, warehouse
from dagster_project.forecast import Band, Receipts
from dagster_project.ledger_days import NEVER, Numbers, day_number, day_of, pieces_of
from dagster_project.lock import hold
from dagster_project.matching import Answer, Question
from dagster_project.prediction import Predictions
from dagster_project.settings import Settings

TABLES = ("payment_predictions", "receipt_forecasts", "match_proposals")
EVERYONE = "*"
PREDICTED = pa.schema(
    [
        *((name, pa.string()) for name in ("company_id", "document_id")),
        ("instalment_number", pa.int64()),
        ("method", pa.string()),
        ("paid_count", pa.int64()),
        *((name, pa.date32()) for name in ("p10_date", "p50_date", "p90_date")),
        *((name, pa.float64()) for name in ("late_probability", "never_probability")),
    ]
)
FORECAST = pa.schema(
    [
        ("company_id", pa.string()),
        ("week_number", pa.int64()),
        *((name, pa.string()) for name in ("line", "method")),
        ("billing_week_count", pa.int64()),
        *((name, pa.float64()) for name in ("expected", "p10", "p50", "p90")),
    ]
)
PROPOSED = pa.schema(
    [
        ("entry_key", pa.uint64()),
        ("item_key", pa.uint64()),
        ("amount", pa.int64()),
        ("rule", pa.string()),
        ("expected_count", pa.float64()),
    ]
)
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Computed:
    """The rows of the tables that are computed per company."""

    predictions: list[Row] = field(default_factory=list)
    receipts: list[Row] = field(default_factory=list)


def write(settings: Settings, *, as_of: date) -> dict[str, int]:
    """Write the computed tables and return their row counts."""
    with hold(settings.dbt_lock), warehouse.connect(settings.warehouse) as connection:
        found = _compute(connection, as_of=day_number(as_of))
        warehouse.run(connection, "computed/create_schema")
        connection.register("predicted", pa.Table.from_pylist(found.predictions, schema=PREDICTED))
        connection.register("forecast", pa.Table.from_pylist(found.receipts, schema=FORECAST))
        found_sets = list(proposals(matching.solve(questions(connection))))
        connection.register("proposed", pa.Table.from_pylist(found_sets, schema=PROPOSED))
        for table in TABLES:
            warehouse.run(connection, f"computed/create_{table}")
        counts = (len(found.predictions), len(found.receipts), len(found_sets))
        return dict(zip(TABLES, counts, strict=True))


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


def _compute(connection: warehouse.Connection, *, as_of: int) -> Computed:
    ends = [day_number(row[0]) for row in warehouse.run(connection, "computed/list_weeks").fetchall()]
    found, in_reporting = Computed(), []
    companies = warehouse.run(connection, "computed/list_companies").fetchall()
    for company_id, rate in companies:
        rows = warehouse.run(connection, "computed/list_pieces", {"company_id": company_id}).fetchall()
        pieces = pieces_of(rows)
        curves = prediction.fit(pieces, as_of=as_of)
        keys = [row[8:] for row in rows if row[3] is None]
        predicted = prediction.predict(curves, pieces, as_of=as_of)
        found.predictions.extend(_predictions(company_id, keys, predicted))
        receipts = forecast.forecast(curves, pieces, as_of=as_of, week_ends=ends)
        found.receipts.extend(_receipts(company_id, receipts))
        if rate is not None:
            in_reporting.append((float(rate), receipts))
    if companies and len(in_reporting) == len(companies):
        found.receipts.extend(_receipts(EVERYONE, forecast.consolidated(in_reporting)))
    return found


def _predictions(
    company_id: str, keys: Sequence[tuple[Any, ...]], predicted: Predictions
) -> Iterator[dict[str, object]]:
    has_band = predicted.method != "due_date"
    for number, (document_id, instalment_number) in enumerate(keys):
        p10, p50, p90 = (None if day == NEVER else day_of(day) for day in predicted.quantile_days[number])
        yield {
            "company_id": company_id,
            "document_id": document_id,
            "instalment_number": instalment_number,
            "method": predicted.method,
            "paid_count": predicted.paid_count,
            "p10_date": p10 if has_band else None,
            "p50_date": p50,
            "p90_date": p90 if has_band else None,
            "late_probability": _known(predicted.late[number]),
            "never_probability": _known(predicted.never[number]),
        }


def _receipts(company_id: str, receipts: Receipts) -> Iterator[dict[str, object]]:
    for line, band in forecast.bands(receipts).items():
        for week in range(len(band.expected)):
            yield {
                "company_id": company_id,
                "week_number": week + 1,
                "line": line,
                "method": receipts.method,
                "billing_week_count": receipts.billing_week_count,
                **_week(band, week),
            }


def _week(band: Band, week: int) -> dict[str, float | None]:
    parts = {"expected": band.expected, "p10": band.p10, "p50": band.p50, "p90": band.p90}
    return {name: _rounded(part, week) for name, part in parts.items()}


def _rounded(part: Numbers | None, week: int) -> float | None:
    return None if part is None else round(float(part[week]), 4)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 8)
