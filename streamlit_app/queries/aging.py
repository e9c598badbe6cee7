"""Balances by days past due.

Holds one function per statement on them.
Does not hold: SQL text, the connection (``door``).
Called by the panels of aging.
"""

from streamlit_app.filters import Scope
from streamlit_app.queries import door
from streamlit_app.rows import AgingLine, AgingPoint, MonthEnd, Published


@door.cached
def read_aging_lines(published: Published, scope: Scope) -> list[AgingLine]:
    return door.rows(published, "read_aging_lines", AgingLine, scope)


def list_aging_history(
    published: Published, scope: Scope, *, months: int, step_days: int
) -> list[AgingPoint]:
    """Return the points of the chart; not kept, since the chart made of them is."""
    return door.rows(published, "list_aging_history", AgingPoint, scope, months=months, step_days=step_days)


@door.cached
def list_aging_month_ends(published: Published, scope: Scope) -> list[MonthEnd]:
    return door.rows(published, "list_aging_month_ends", MonthEnd, scope)
