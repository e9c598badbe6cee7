"""Rows of what is known of a build and its companies.

Holds one frozen class per shape of row that a statement of ``sql/app`` returns.
Does not hold: any reading, formatting or arithmetic.
Called by ``queries`` and everything that shows these rows.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Published:
    """A build as one reader may see it: every cached answer is keyed by it, every query bounded by it."""

    build_id: str
    path: Path
    company_ids: tuple[str, ...] = ("*",)  # what its reader may see; `*`: every company


@dataclass(frozen=True, slots=True)
class Build:
    build_id: str
    as_of_date: date
    known_at: datetime
    published_at: datetime
    code_version: str


@dataclass(frozen=True, slots=True)
class Check:
    check_name: str
    status: str
    severity: str
    failures: int


@dataclass(frozen=True, slots=True)
class Company:
    company_id: str
    company_name: str
    base_currency_code: str
    country_code: str | None
    time_zone: str | None
    first_date: date
    last_date: date
