"""Rows of what the auditor's page shows.

Holds one frozen class per shape of row that a statement of ``sql/app`` returns.
Does not hold: any reading, formatting or arithmetic.
Called by ``queries`` and everything that shows these rows.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class TieOutLine:
    """One line between the general ledger and the subledger; `evidence` is a file and a record."""

    period_end_date: date
    line: str
    amount: Decimal
    account_count: int
    evidence: str | None


@dataclass(frozen=True, slots=True)
class RollForwardLine:
    """One line of a month's roll-forward, with where its bar begins and ends."""

    month_end_date: date
    line: str
    amount: Decimal
    start_amount: Decimal
    end_amount: Decimal
    position: int


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """One instalment of a document that was searched for."""

    document_id: str
    instalment_number: int
    document_number: str | None
    document_type: str
    customer_name: str
    posting_date: date
    due_date: date | None
    currency_code: str
    open_amount: Decimal


@dataclass(frozen=True, slots=True)
class DocumentFigure:
    """One figure that an instalment is part of, with its own part of it."""

    mart: str
    figure: str
    amount_base: Decimal
    figure_amount_base: Decimal


@dataclass(frozen=True, slots=True)
class RestatedPeriod:
    """One period end: as reported at its close, what restates it, as known."""

    period_end_date: date
    as_reported_amount: Decimal | None
    restated_amount: Decimal | None
    carried_amount: Decimal | None
    as_known_amount: Decimal | None
    event_count: int


@dataclass(frozen=True, slots=True)
class SampledItem:
    """One item of a monetary-unit sample, with the population that it stands for."""

    document_id: str
    instalment_number: int
    document_number: str
    customer_name: str
    due_date: date
    amount_base: Decimal
    hits: int
    is_top_stratum: bool
    interval_amount_base: Decimal
    population_amount_base: Decimal
    population_count: int


@dataclass(frozen=True, slots=True)
class SourceCalendar:
    """One source of files, with its calendar of the last weeks."""

    source: str
    file_count: int
    record_count: int
    reject_count: int
    last_date: date
    usual_gap_days: int | None
    next_date: date | None
    is_late: bool
    calendar: str
