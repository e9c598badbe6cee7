"""Two builds differ by events, each with its reason, and the events add up to the difference.

Holds copies of one build, the second changed by hand in each of the ways that a build can change.
Does not hold: real second builds (``test_publish``).
Called by pytest.
"""

import shutil
from decimal import Decimal

import pytest

from dagster_project import builds, warehouse
from dagster_project.published import current
from dagster_project.settings import Settings

OTHER = "20990101T000000Z-other"
EVENTS = "insert into marts.fct_ledger_events by name select * replace ("
LAND = "'landed later' as file_hash, event_id || 'x' as event_id"
LAST_DAY = "(select as_of_date from trace.build)"
ONE = " limit 1"
OF_INVOICE = ") from marts.fct_ledger_events where event_type = 'invoice'" + ONE
OF_ALLOCATION = ") from marts.fct_ledger_events where event_type = 'allocation'" + ONE
CHANGES = {
    "new_document": [
        "update trace.build set as_of_date = as_of_date + 30",
        f"{EVENTS}{LAND}, 'N1' as document_id, {LAST_DAY} as effective_date{OF_INVOICE}",
    ],
    "late_recording": [f"{EVENTS}{LAND}{OF_ALLOCATION}"],
    "correction": [f"{EVENTS}{LAND}, amount + 1 as amount{OF_INVOICE}"],
    "code_change": [
        "update trace.build set code_version = 'another'",
        "update marts.fct_ledger_events set amount_base = amount_base + 1 where event_type = 'invoice'",
    ],
    "seed_change": [
        "update trace.build set seeds_hash = 'another'",
        "delete from marts.fct_ledger_events where event_type = 'receipt'",
    ],
}


@pytest.mark.parametrize(("reason", "statements"), CHANGES.items(), ids=CHANGES)
def test_each_event_that_differs_has_its_reason_and_all_sum_to_the_difference(
    small_copy: Settings, reason: str, statements: list[str]
) -> None:
    first = current(small_copy)
    other = small_copy.builds / f"{OTHER}.duckdb"
    shutil.copyfile(small_copy.home / first.path, other)
    with warehouse.connect(other) as connection:
        before = _balance(connection)
        for statement in statements:
            connection.execute(statement)
        after = _balance(connection)
    found = builds.compare(small_copy, first.build_id, OTHER)
    assert {one.reason for one in found} == {reason}
    assert sum(one.amount for one in found) == after[0] - before[0]
    assert sum(one.amount_base for one in found) == after[1] - before[1]
    totals = builds.by_reason(found)
    assert sum(total.event_count for total in totals) == len(found)
    assert sum(total.amount_base for total in totals) == after[1] - before[1]


def test_a_build_does_not_differ_from_itself(small_copy: Settings) -> None:
    build_id = current(small_copy).build_id
    assert builds.compare(small_copy, build_id, build_id) == []


def _balance(connection: warehouse.Connection) -> tuple[Decimal, Decimal]:
    [(amount, amount_base)] = connection.execute(
        "select sum(amount), sum(amount_base) from marts.fct_ledger_events, trace.build"
        " where effective_date <= as_of_date"
    ).fetchall()
    return amount, amount_base
