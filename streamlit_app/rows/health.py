"""Rows of the health of what landed.

Holds one frozen class per shape of row that a statement of ``sql/app`` returns.
Does not hold: any reading, formatting or arithmetic.
Called by ``queries`` and everything that shows these rows.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Source:
    source: str
    file_count: int
    record_count: int
    reject_count: int
    ignored_count: int
    last_received_at: datetime
    usual_gap_days: int | None
    silent_days: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class RejectedRecord:
    file_name: str
    source: str
    record_number: int
    entity: str
    layer: str
    reason_code: str
    reason: str
    original_text: str
    reject_count: int
