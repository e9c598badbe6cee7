"""The chance of payment by days past due, counted: pooled, by terms, and each customer's own.

Holds the counting of days at risk and payments of the last year, and the shrunk curves made of them.
Does not hold: covariates (``lateness``), pay-runs (``pay_runs``), the mix of all (``prediction``).
Called by prediction and stack.
"""

from dataclasses import dataclass

import numpy as np

from dagster_project.ledger_days import Days, Numbers, Pieces

FIRST, LAST = -100, 150  # days past due that have a hazard of their own; later ones share one
BINS = LAST - FIRST + 2
WINDOW_DAYS = 365  # older payments say less of today's customers
CUSTOMER_WEIGHT, TERMS_WEIGHT = 5.0, 20.0  # pooled pseudo-items in a curve of its own
TERMS = np.array([3, 12, 21, 35, 50])  # days from issue to due date at which a class of terms begins


@dataclass(frozen=True, slots=True)
class HazardCurves:
    """Daily hazards by days past due; a row per class of terms, and one per customer."""

    pooled: Numbers
    by_terms: Numbers
    by_customer: Numbers


def fit(history: Pieces, *, as_of: int, customer_count: int) -> HazardCurves:
    """Count the hazards of the year before the end of a day; `history` is a view of that day."""
    start = as_of - WINDOW_DAYS + 1
    ended = np.minimum(history.closed, as_of)
    seen = history.where((ended >= start) & (history.posted <= ended))
    at_risk, paid = _counts(seen, seen.customer, as_of=as_of, rows=customer_count)
    terms_at_risk, terms_paid = _counts(seen, terms_class(seen), as_of=as_of, rows=len(TERMS) + 1)
    pooled = (terms_paid.sum(axis=0) + 0.001) / (terms_at_risk.sum(axis=0) + 0.1)
    return HazardCurves(
        pooled=np.clip(pooled, 0.0, 0.999),
        by_terms=_shrunk(terms_paid, terms_at_risk, pooled, weight=TERMS_WEIGHT),
        by_customer=_shrunk(paid, at_risk, pooled, weight=CUSTOMER_WEIGHT),
    )


def terms_class(pieces: Pieces) -> Days:
    """Return the class of the terms of each piece, counted from 0."""
    return np.searchsorted(TERMS, pieces.due - pieces.posted, side="right")


def lateness_bin(lateness: Days) -> Days:
    """Return the place of a number of days past due in a curve."""
    return np.clip(lateness, FIRST, LAST + 1) - FIRST


def _shrunk(paid: Numbers, at_risk: Numbers, pooled: Numbers, *, weight: float) -> Numbers:
    shrunk: Numbers = np.clip((paid + weight * pooled) / (at_risk + weight), 0.0, 0.999)
    return shrunk


def _counts(seen: Pieces, row: Days, *, as_of: int, rows: int) -> tuple[Numbers, Numbers]:
    """Return, per row and days past due, the days at risk and the payments of the window."""
    ended = np.minimum(seen.closed, as_of) - seen.due
    entered = np.maximum(seen.posted, as_of - WINDOW_DAYS + 1) - seen.due
    first, last = lateness_bin(entered), lateness_bin(ended)
    ends = np.bincount(row * (BINS + 1) + last + 1, minlength=rows * (BINS + 1))
    starts = np.bincount(row * (BINS + 1) + first, minlength=rows * (BINS + 1))
    steps = (starts - ends).reshape(rows, BINS + 1)
    at_risk = np.cumsum(steps, axis=1)[:, :-1].astype(np.float64)
    # The last bin counts days, not pieces: all days later than the range share its hazard.
    late_days = np.maximum(ended - np.maximum(entered, LAST + 1) + 1, 0)
    at_risk[:, -1] = np.bincount(row, weights=late_days, minlength=rows)
    cells = (row * BINS + last)[seen.is_paid]
    paid = np.bincount(cells, minlength=rows * BINS).reshape(rows, BINS).astype(np.float64)
    return _smoothed(at_risk), _smoothed(paid)


def _smoothed(counts: Numbers) -> Numbers:
    """Return the counts smoothed ¼ ½ ¼ over the days past due; the last bin stays as it is."""
    inner = counts[:, :-1]
    padded = np.pad(inner, ((0, 0), (1, 1)), mode="edge")
    smooth = 0.25 * padded[:, :-2] + 0.5 * inner + 0.25 * padded[:, 2:]
    return np.concatenate([smooth, counts[:, -1:]], axis=1)
