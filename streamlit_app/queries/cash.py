"""Cash: what is expected, when and how sure, and what changed.

Holds one function per statement on it.
Does not hold: SQL text, the connection (``door``).
Called by the page of cash.
"""

from datetime import date

from streamlit_app.queries import door
from streamlit_app.rows import CashLine, CashWeek, ForecastLead, ForecastStep, Published, WeekItem


@door.cached
def list_cash_weeks(published: Published, *, company_id: str) -> list[CashWeek]:
    return door.rows(published, "list_cash_weeks", CashWeek, company_id=company_id)


@door.cached
def list_cash_lines(published: Published, *, company_id: str) -> list[CashLine]:
    return door.rows(published, "list_cash_lines", CashLine, company_id=company_id)


@door.cached
def list_cash_week_items(
    published: Published, *, company_id: str, week_start_date: date, limit: int
) -> list[WeekItem]:
    return door.rows(
        published,
        "list_cash_week_items",
        WeekItem,
        company_id=company_id,
        week_start_date=week_start_date,
        limit=limit,
    )


@door.cached
def list_forecast_steps(published: Published, *, company_id: str) -> list[ForecastStep]:
    return door.rows(published, "list_forecast_steps", ForecastStep, company_id=company_id)


@door.cached
def list_forecast_leads(published: Published, *, company_id: str) -> list[ForecastLead]:
    return door.rows(published, "list_forecast_leads", ForecastLead, company_id=company_id)
