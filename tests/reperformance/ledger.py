"""The whole ledger, as known at one time.

Holds the assembly of items and allocations with what stands beside them.
Does not hold: periods, buckets or ratios; the marts' modules do.
Called by the marts of the re-performance and by the tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.reperformance.allocations import Reject, allocate
from tests.reperformance.items import Item, counts, open_item
from tests.reperformance.records import Extract, Key, Record, known_records


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything as known at one time."""

    items: dict[Key, Item]
    rejects: list[Reject]
    waiting: list[tuple[str, str]]
    companies: dict[Key, Record]
    customers: dict[Key, Record]
    disputes: dict[Key, Record]
    gl_balances: dict[Key, Record]


def perform(extracts: Sequence[Extract], *, known_at: datetime | None = None) -> Ledger:
    """Return the ledger as known at that time; all that has landed without one."""
    companies = known_records(extracts, "companies", known_at=known_at)
    rates = known_records(extracts, "fx_rates", known_at=known_at)
    customers = known_records(extracts, "customers", known_at=known_at)
    items = {}
    for key, record in known_records(extracts, "documents", known_at=known_at).items():
        if counts(record):
            items[key] = open_item(key, record, companies, rates)
            if (key[0], items[key].customer_id) not in customers:
                items[key].flags.add("unknown_customer")
    allocations = known_records(extracts, "allocations", known_at=known_at)
    rejects, waiting = allocate(items, allocations)
    return Ledger(
        items=items,
        rejects=rejects,
        waiting=waiting,
        companies=companies,
        customers=customers,
        disputes=known_records(extracts, "disputes", known_at=known_at),
        gl_balances=known_records(extracts, "gl_balances", known_at=known_at),
    )
