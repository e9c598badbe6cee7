"""Cash: what is expected, when and how sure.

Holds one function per statement on it.
Does not hold: SQL text, the connection (``door``).
Called by the page of cash.
"""

from streamlit_app.queries import door
from streamlit_app.rows import CashWeek, Published


@door.cached
def list_cash_weeks(published: Published, *, company_id: str) -> list[CashWeek]:
    return door.rows(published, "list_cash_weeks", CashWeek, company_id=company_id)
