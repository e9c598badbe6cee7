"""What moves: roll rates, cohorts, days sales outstanding.

Holds one function per statement on them.
Does not hold: SQL text, the connection (``door``).
Called by the panels of aging and of days sales outstanding.
"""

from datetime import date

from streamlit_app.filters import Scope
from streamlit_app.queries import door
from streamlit_app.rows import CohortPoint, DsoCause, DsoMonth, DsoSegment, PartItem, Published, RollRate


@door.cached
def list_roll_rates(published: Published, scope: Scope) -> list[RollRate]:
    return door.rows(published, "list_roll_rates", RollRate, scope)


@door.cached
def list_roll_items(
    published: Published, scope: Scope, *, month_end_date: date, from_state: str, to_state: str
) -> list[PartItem]:
    return door.rows(
        published, "list_roll_items", PartItem, scope,
        month_end_date=month_end_date, from_state=from_state, to_state=to_state,
    )  # fmt: skip


@door.cached
def list_cohort_points(published: Published, scope: Scope) -> list[CohortPoint]:
    return door.rows(published, "list_cohort_points", CohortPoint, scope)


@door.cached
def list_dso_months(published: Published, scope: Scope) -> list[DsoMonth]:
    return door.rows(published, "list_dso_months", DsoMonth, scope)


@door.cached
def list_dso_causes(published: Published, scope: Scope) -> list[DsoCause]:
    return door.rows(published, "list_dso_causes", DsoCause, scope)


@door.cached
def list_dso_segments(published: Published, scope: Scope) -> list[DsoSegment]:
    return door.rows(published, "list_dso_segments", DsoSegment, scope)
