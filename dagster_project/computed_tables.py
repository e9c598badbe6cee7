"""The shape of what Python computes, as Arrow tables.

Holds the columns of the computed tables and the turning of predictions and bands into them.
Does not hold: predictions and bands, SQL, files.
Called by computed.
"""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
import pyarrow as pa

from dagster_project.bands import Band
from dagster_project.forecast import UNITS, ItemWeeks, Receipts, lines_of
from dagster_project.ledger_days import NEVER, Days, Numbers, Pieces, day_of
from dagster_project.prediction import Predictions
from dagster_project.track_record import NEW_BILLING, Past, Step

Key = tuple[str, str, int]
KEY = [("company_id", pa.string()), ("document_id", pa.string()), ("instalment_number", pa.int64())]
PREDICTED = pa.schema(
    [
        *KEY,
        ("method", pa.string()),
        ("paid_count", pa.int64()),
        *((name, pa.date32()) for name in ("p10_date", "p50_date", "p90_date")),
        *((name, pa.float64()) for name in ("late_probability", "never_probability")),
        ("reasons", pa.string()),
    ]
)
WEEKS = pa.schema(
    [
        *KEY,
        ("line", pa.string()),
        ("week_number", pa.int64()),
        ("probability", pa.float64()),
        ("expected", pa.int64()),
    ]
)
FORECAST = pa.schema(
    [
        ("company_id", pa.string()),
        ("week_number", pa.int64()),
        *((name, pa.string()) for name in ("line", "method")),
        ("billing_week_count", pa.int64()),
        ("expected", pa.decimal128(38, 4)),
        *((name, pa.float64()) for name in ("p10", "p50", "p90")),
    ]
)
RECORDS = pa.schema(
    [
        ("company_id", pa.string()),
        ("version_date", pa.date32()),
        ("lead_weeks", pa.int64()),
        *((name, pa.float64()) for name in ("actual", "expected", "p10", "p50", "p90", "naive", "last_year")),
    ]
)
BRIDGES = pa.schema([*KEY, ("driver", pa.string()), ("before", pa.int64()), ("now", pa.int64())])
HABIT_DAYS = 3.0  # a customer that differs less from its terms is not explained by it
BATCH_SHARE = 0.5
MOST_REASONS = 3


def joined(tables: Sequence[pa.Table], schema: pa.Schema) -> pa.Table:
    """Return tables of one shape as one; no table is an empty one."""
    return pa.concat_tables(tables) if tables else schema.empty_table()


def predictions(keys: Sequence[Key], items: Pieces, found: Predictions, *, as_of: int) -> pa.Table:
    """Return a row per open piece."""
    has_band = found.method != "due_date"
    p10, p50, p90 = (found.quantile_days[:, number] for number in range(3))
    return pa.table(
        [
            *_keys(keys),
            pa.array([found.method] * len(keys), pa.string()),
            pa.array([found.paid_count] * len(keys), pa.int64()),
            _dates(p10 if has_band else np.full_like(p10, NEVER)),
            _dates(p50),
            _dates(p90 if has_band else np.full_like(p90, NEVER)),
            _chances(found.late),
            _chances(found.never),
            pa.array(_reasons(items, found, as_of=as_of), pa.string()),
        ],
        schema=PREDICTED,
    )


def weeks(keys: Sequence[Key], items: Pieces, found: ItemWeeks, *, as_of: int) -> pa.Table:
    """Return a row per open piece and week in which it may be paid."""
    piece, week = np.nonzero(found.chances)
    line = np.zeros(len(keys), dtype=np.int64)
    names = list(lines_of(items, as_of=as_of).items())
    for number, (_, chosen) in enumerate(names):
        line[chosen] = number
    columns = [column.take(pa.array(piece)) for column in _keys(keys)]
    return pa.table(
        [
            *columns,
            pa.array([name for name, _ in names], pa.string()).take(pa.array(line[piece])),
            pa.array(week + 1),
            pa.array(found.chances[piece, week]),
            pa.array(found.expected[piece, week]),
        ],
        schema=WEEKS,
    )


def receipts(companies: Mapping[str, tuple[Receipts, Mapping[str, Band]]]) -> pa.Table:
    """Return a row per company, line and week."""
    rows = [
        {
            "company_id": company_id,
            "week_number": week + 1,
            "line": line,
            "method": found.method,
            "billing_week_count": found.billing_week_count,
            "expected": _exact(float(band.expected[week])),
            **_quantiles(band, week),
        }
        for company_id, (found, by_line) in companies.items()
        for line, band in by_line.items()
        for week in range(len(band.expected))
    ]
    return pa.Table.from_pylist(rows, schema=FORECAST)


def records(company_id: str, past: Sequence[Past]) -> pa.Table:
    """Return a row per past forecast and week that has ended since."""
    rows = [
        {
            "company_id": company_id,
            "version_date": day_of(one.day),
            "lead_weeks": week + 1,
            "actual": round(float(one.came[week]), 4),
            "expected": round(float(one.bands["receipts"].expected[week]), 4),
            "naive": round(float(one.naive[week]), 4),
            "last_year": None if one.last_year is None else round(float(one.last_year[week]), 4),
            **_quantiles(one.bands["receipts"], week),
        }
        for one in past
        for week in range(len(one.came))
    ]
    return pa.Table.from_pylist(rows, schema=RECORDS)


def bridge(company_id: str, keys: Sequence[Key], steps: Sequence[Step]) -> pa.Table:
    """Return a row per piece that was or is expected; billing to come has no document."""
    rows = [
        {
            "company_id": company_id,
            "document_id": None if step.piece == NEW_BILLING else keys[step.piece][1],
            "instalment_number": None if step.piece == NEW_BILLING else keys[step.piece][2],
            "driver": step.driver,
            "before": step.before,
            "now": step.now,
        }
        for step in steps
    ]
    return pa.Table.from_pylist(rows, schema=BRIDGES)


def _exact(amount: float) -> Decimal:
    """Return the amount to four decimals; sums of whole ten-thousandths come back as they were."""
    return Decimal(round(amount * UNITS)).scaleb(-4)


def _quantiles(band: Band, week: int) -> dict[str, float | None]:
    parts = {"p10": band.p10, "p50": band.p50, "p90": band.p90}
    return {name: None if part is None else round(float(part[week]), 4) for name, part in parts.items()}


def _reasons(items: Pieces, found: Predictions, *, as_of: int) -> list[str]:
    """Return, per piece, what moves its date most, in the order in which a reader would ask."""
    rows = []
    for number in range(len(items.due)):
        reasons: list[dict[str, object]] = []
        if items.assigned[number] < NEVER:
            reasons.append({"reason": "assigned"})
        if items.matures[number] > as_of:
            reasons.append({"reason": "matures", "date": day_of(items.matures[number]).isoformat()})
        if items.disputed[number] < NEVER and items.settled[number] == NEVER:
            reasons.append({"reason": "disputed", "days": int(as_of - items.disputed[number])})
        if items.promised[number] < NEVER:
            reasons.append({"reason": "promised", "date": day_of(items.promise_due[number]).isoformat()})
        if items.due[number] < as_of:
            reasons.append({"reason": "overdue", "days": int(as_of - items.due[number])})
        if found.method == "due_date":
            reasons.append({"reason": "no_history"})
        elif abs(found.customer_days[number]) >= HABIT_DAYS:
            reasons.append({"reason": "customer_habit", "days": round(float(found.customer_days[number]))})
        if found.batch[number] >= BATCH_SHARE:
            reasons.append({"reason": "pay_runs"})
        rows.append(json.dumps(reasons[:MOST_REASONS]))
    return rows


def _keys(keys: Sequence[Key]) -> list[pa.Array]:
    columns = list(zip(*keys, strict=True)) if keys else [(), (), ()]
    return [pa.array(column, kind) for column, (_, kind) in zip(columns, KEY, strict=True)]


def _dates(days: Days) -> pa.Array:
    return pa.array([None if day >= NEVER else day_of(day) for day in days], pa.date32())


def _chances(values: Numbers) -> pa.Array:
    return pa.array([None if np.isnan(value) else round(float(value), 8) for value in values], pa.float64())
