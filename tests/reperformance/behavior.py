"""How customers pay, at every month end, performed again.

Holds days late, punctuality, their spread, the payer class and its trend, by the seeds' thresholds.
Does not hold: holidays; the companies that it is used on have no country, and only weekends are free.
Called by the comparison of the re-performance.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from tests.reperformance.aging import month_ends
from tests.reperformance.items import ZERO, Item, round_half_away
from tests.reperformance.ledger import Ledger
from tests.reperformance.migration import RATE_DIGITS, debits, pieces, seed_rows
from tests.reperformance.periods import MOVEMENTS, ratio

CLASSES = {
    "no_evidence": "new",
    "few_payments": "new",
    "paid_on_time": "on_time",
    "days_late_spread": "irregular",
    "paid_late": "late",
}


@dataclass(frozen=True, slots=True)
class Payment:
    """What a receipt paid, or, negative, gave back: it counts from a month until the window has passed."""

    first_month: int
    until_month: int
    sign: int
    amount: Decimal
    days_late: int


def customer_behavior(ledger: Ledger, as_of: date) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Return the behavior by company, customer and month end since the customer's first debit."""
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in debits(ledger):
        if item.document_type in MOVEMENTS["invoiced"] and item.posting_date <= as_of:
            groups[item.company_id, item.customer_id].append(item)
    found = {}
    for key, items in groups.items():
        rows: list[dict[str, Any]] = []
        for end in month_ends(min(item.posting_date for item in items), as_of):
            rows.append(_month(items, end, rows, as_of))
            found[(*key, end)] = rows[-1]
    return found


def last_punctual_date(item: Item) -> date:
    """Return the first business day on or after the due date."""
    days_to_monday = {6: 2, 7: 1}.get(item.due_date.isoweekday(), 0)
    return item.due_date + timedelta(days=days_to_monday)


def _month(items: list[Item], end: date, before: list[dict[str, Any]], as_of: date) -> dict[str, Any]:
    month = _number(end)
    paid = [p for item in items for p in _payments(item, as_of) if p.first_month <= month < p.until_month]
    late = [(item, item.open_base_on(end) or ZERO) for item in items if last_punctual_date(item) < end]
    settled = sum((p.amount for p in paid), ZERO)
    settled_days = sum((p.amount * p.days_late for p in paid), ZERO)
    punctual = sum((p.amount for p in paid if p.days_late <= 0), ZERO)
    arrears = sum((amount for _, amount in late), ZERO)
    arrears_days = sum((amount * (end - last_punctual_date(item)).days for item, amount in late), ZERO)
    count = sum(p.sign for p in paid)
    days = sum(p.sign * p.days_late for p in paid)
    squares = sum(p.sign * p.days_late**2 for p in paid)
    row: dict[str, Any] = {
        "weighted_days_late": _rounded(ratio(settled_days + arrears_days, settled + arrears)),
        "weighted_days_late_settled": ratio(settled_days, settled),
        "on_time_rate": _rounded(ratio(punctual, settled + arrears)),
        "settled_count": count,
        "settled_amount_base": settled,
        "punctual_amount_base": punctual,
        "late_amount_base": arrears,
        "days_late_variance": _rounded(ratio(Decimal(count * squares - days**2), Decimal(count**2))),
        "tenure_days": (end - min(item.posting_date for item in items)).days,
    }
    reason = _reason(row)
    back = int(_threshold("trend_months"))
    earlier = before[-back] if len(before) >= back else None
    return row | {
        "payer_class_reason": reason,
        "payer_class": CLASSES[reason],
        "payer_class_since_date": _since(CLASSES[reason], end, before),
        "trend_days": _difference(row, earlier),
        "trend": _trend(_difference(row, earlier)),
    }


def _payments(item: Item, as_of: date) -> Iterator[Payment]:
    window = int(_threshold("window_months"))
    for piece in pieces(item):
        if piece.state == "paid" and piece.start <= as_of:
            days_late = (piece.posting_date - last_punctual_date(item)).days
            until = _number(piece.start) + window
            yield Payment(_number(piece.start), until, 1, piece.amount_base, days_late)
            if piece.end <= as_of:
                yield Payment(_number(piece.end), until, -1, -piece.amount_base, days_late)


def _reason(row: dict[str, Any]) -> str:
    """Return the first rule that holds."""
    if row["weighted_days_late"] is None:
        return "no_evidence"
    is_unknown = row["tenure_days"] < _threshold("min_tenure_days")
    if row["settled_count"] < _threshold("min_settled_count") and is_unknown:
        return "few_payments"
    is_punctual = row["on_time_rate"] >= _threshold("min_on_time_rate")
    if is_punctual and row["weighted_days_late"] <= _threshold("max_weighted_days_late"):
        return "paid_on_time"
    variance = row["days_late_variance"]
    is_spread = variance is not None and variance >= _threshold("min_days_late_deviation") ** 2
    return "days_late_spread" if is_spread else "paid_late"


def _since(payer_class: str, end: date, before: list[dict[str, Any]]) -> date:
    if before and before[-1]["payer_class"] == payer_class:
        since: date = before[-1]["payer_class_since_date"]
        return since
    return end


def _difference(row: dict[str, Any], earlier: dict[str, Any] | None) -> Decimal | None:
    if earlier is None or row["weighted_days_late"] is None or earlier["weighted_days_late"] is None:
        return None
    return Decimal(row["weighted_days_late"] - earlier["weighted_days_late"])


def _trend(days: Decimal | None) -> str | None:
    if days is None:
        return None
    stable = _threshold("stable_days")
    return "worsening" if days > stable else "improving" if days < -stable else "stable"


def _rounded(value: Fraction | None) -> Decimal | None:
    return None if value is None else round_half_away(value, RATE_DIGITS)


def _number(day: date) -> int:
    return day.year * 12 + day.month


@cache
def _threshold(name: str) -> Decimal:
    (value,) = (row["threshold_value"] for row in seed_rows("payer_classes") if row["threshold"] == name)
    return Decimal(value)
