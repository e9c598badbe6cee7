"""What the statements of ``sql/app`` return, one frozen class per row.

Holds the names of the rows, by the subject that shows them.
Does not hold: any reading, formatting or arithmetic.
Called by ``queries`` and everything that shows its rows.
"""

from streamlit_app.rows.aging import AgingLine, AgingPoint, MonthEnd
from streamlit_app.rows.audit import (
    DocumentFigure,
    FoundDocument,
    RestatedPeriod,
    RollForwardLine,
    SampledItem,
    SourceCalendar,
    TieOutLine,
)
from streamlit_app.rows.build import Build, Check, Company, Published
from streamlit_app.rows.cash import CashLine, CashWeek, ForecastLead, ForecastStep, WeekItem
from streamlit_app.rows.customers import (
    Customer,
    CustomerBucket,
    CustomerDocument,
    CustomerEvent,
    CustomerInvoice,
    CustomerLine,
    CustomerMonth,
    StatementLine,
)
from streamlit_app.rows.health import RejectedRecord, Source
from streamlit_app.rows.trace import FigureTrace, Item, ItemEvent, LandedFile, LandedRecord, OpenItem
from streamlit_app.rows.trends import CohortPoint, DsoCause, DsoMonth, DsoSegment, PartItem, RollRate

__all__ = [
    "AgingLine",
    "AgingPoint",
    "Build",
    "CashLine",
    "CashWeek",
    "Check",
    "CohortPoint",
    "Company",
    "Customer",
    "CustomerBucket",
    "CustomerDocument",
    "CustomerEvent",
    "CustomerInvoice",
    "CustomerLine",
    "CustomerMonth",
    "DocumentFigure",
    "DsoCause",
    "DsoMonth",
    "DsoSegment",
    "FigureTrace",
    "ForecastLead",
    "ForecastStep",
    "FoundDocument",
    "Item",
    "ItemEvent",
    "LandedFile",
    "LandedRecord",
    "MonthEnd",
    "OpenItem",
    "PartItem",
    "Published",
    "RejectedRecord",
    "RestatedPeriod",
    "RollForwardLine",
    "RollRate",
    "SampledItem",
    "Source",
    "SourceCalendar",
    "StatementLine",
    "TieOutLine",
    "WeekItem",
]
