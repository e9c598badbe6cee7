"""The only door into the published file: every question that the app may ask.

Holds the names of the functions, one per statement of ``sql/app``, by subject in the modules beside.
Does not hold: SQL text, formatting, business arithmetic, any way to write.
Called by ``app``, the panels and the views.
"""

from streamlit_app.queries.aging import list_aging_history, list_aging_month_ends, read_aging_lines
from streamlit_app.queries.audit import (
    list_document_figures,
    list_documents_found,
    list_restated_periods,
    list_roll_forward_lines,
    list_sampled_items,
    list_source_calendars,
    list_tie_out_lines,
)
from streamlit_app.queries.build import (
    list_checks,
    list_companies,
    list_currencies,
    list_segments,
    read_build,
)
from streamlit_app.queries.cash import (
    list_cash_lines,
    list_cash_week_items,
    list_cash_weeks,
    list_forecast_leads,
    list_forecast_steps,
)
from streamlit_app.queries.customers import (
    list_customer_buckets,
    list_customer_documents,
    list_customer_invoices,
    list_customer_months,
    list_customer_statement,
    list_customer_timeline,
    list_customers,
    read_customer,
)
from streamlit_app.queries.door import BuildMissingError, ForbiddenError, current, failed_since, may_see
from streamlit_app.queries.health import list_rejects, list_sources
from streamlit_app.queries.trace import (
    list_item_events,
    list_open_items,
    list_records,
    read_figure_trace,
    read_file,
    read_item,
)
from streamlit_app.queries.trends import (
    list_cohort_points,
    list_dso_causes,
    list_dso_months,
    list_dso_segments,
    list_roll_items,
    list_roll_rates,
)

__all__ = [
    "BuildMissingError",
    "ForbiddenError",
    "current",
    "failed_since",
    "list_aging_history",
    "list_aging_month_ends",
    "list_cash_lines",
    "list_cash_week_items",
    "list_cash_weeks",
    "list_checks",
    "list_cohort_points",
    "list_companies",
    "list_currencies",
    "list_customer_buckets",
    "list_customer_documents",
    "list_customer_invoices",
    "list_customer_months",
    "list_customer_statement",
    "list_customer_timeline",
    "list_customers",
    "list_document_figures",
    "list_documents_found",
    "list_dso_causes",
    "list_dso_months",
    "list_dso_segments",
    "list_forecast_leads",
    "list_forecast_steps",
    "list_item_events",
    "list_open_items",
    "list_records",
    "list_rejects",
    "list_restated_periods",
    "list_roll_forward_lines",
    "list_roll_items",
    "list_roll_rates",
    "list_sampled_items",
    "list_segments",
    "list_source_calendars",
    "list_sources",
    "list_tie_out_lines",
    "may_see",
    "read_aging_lines",
    "read_build",
    "read_customer",
    "read_figure_trace",
    "read_file",
    "read_item",
]
