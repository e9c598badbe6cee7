"""Recovery by the month in which invoices fall due: curves, and the same figures as a heat table.

Holds the findings and the choice of what is drawn; what has not been observed yet is not drawn.
Does not hold: SQL, arithmetic, words, the shape of the charts (``trend_charts``).
Called by the views of aging and of days sales outstanding.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import streamlit as st

from streamlit_app import formats, queries
from streamlit_app.charts import Figure
from streamlit_app.filters import Scope
from streamlit_app.formats import NumberStyle
from streamlit_app.frame import Page
from streamlit_app.i18n import Words, words
from streamlit_app.rows import CohortPoint, Published
from streamlit_app.trend_charts import CURVES_HEIGHT, Cell, Line, heat, lines

CURVE_DAYS = (0, 30, 60, 90, 120)
RATES = (0, 0.25, 0.5, 0.75, 1)
LAST_DAY = 120  # of the curves
COMPARED_DAY = 30  # since due: what the finding compares


def show_curves(page: Page) -> None:
    """Draw a line per month of dues, the first and the newest named."""
    figure = _curves(page.published, page.scope, style=page.style, language=page.t.language)
    st.markdown(f"## {figure.title}\n:small[:gray[{page.t('cohorts.basis')}]]", anchors=False)
    if figure.spec:
        st.vega_lite_chart(spec=figure.spec, theme=None, key=page.key("cohort_curves"), alt=figure.title)


def show_heat(page: Page) -> None:
    """Draw the table of months and days since due; cells that are not observed yet stay empty."""
    figure = _heat(page.published, page.scope, style=page.style, language=page.t.language)
    st.markdown(f"## {page.t('cohorts.heat')}\n:small[:gray[{page.t('cohorts.heat.basis')}]]", anchors=False)
    if figure.spec:
        st.vega_lite_chart(spec=figure.spec, theme=None, key=page.key("cohort_heat"), alt=figure.title)


@st.cache_data(max_entries=256, show_spinner=False)
def _curves(published: Published, scope: Scope, *, style: NumberStyle, language: str) -> Figure:
    t = words(language)
    cohorts = _observed(queries.list_cohort_points(published, scope))
    if not cohorts:
        return Figure(t("cohorts.none"), {})
    first, newest = _compared(cohorts)
    drawn = [_line(t, month, points, style, first=first, newest=newest) for month, points in cohorts.items()]
    ticks = [(place, formats.percent(Decimal(str(place)), style, decimals=0)) for place in RATES]
    spec = lines(
        sorted(drawn, key=lambda line: line.width),
        x_ticks=[(day, str(day)) for day in CURVE_DAYS],
        y_ticks=ticks,
        y_range=(0, 1.02),
        height=CURVES_HEIGHT,
        names=(t("cohorts.month"), t("cohorts.rate")),
        x_title=t("cohorts.days"),
    )
    return Figure(_finding(t, cohorts, first, newest, style), spec)


def _observed(points: Sequence[CohortPoint]) -> dict[date, list[CohortPoint]]:
    """Group by month what is observed and fits the chart."""
    cohorts: dict[date, list[CohortPoint]] = {}
    for point in points:
        if point.rate is not None and point.days_since_due <= LAST_DAY:
            cohorts.setdefault(point.cohort_month, []).append(point)
    return cohorts


def _compared(cohorts: dict[date, list[CohortPoint]]) -> tuple[date, date]:
    """Return the first month and the newest one observed at the day compared."""
    full = [month for month, points in cohorts.items() if _rate(points, COMPARED_DAY) is not None]
    return (min(full), max(full)) if full else (min(cohorts), max(cohorts))


def _rate(points: Sequence[CohortPoint], day: int) -> Decimal | None:
    return next((point.rate for point in points if point.days_since_due == day), None)


def _line(
    t: Words, month: date, points: Sequence[CohortPoint], style: NumberStyle, *, first: date, newest: date
) -> Line:
    meaning, width = {first: ("ink", 2.0), newest: ("accent", 2.5)}.get(month, ("neutral", 0.9))
    name = formats.month(month, t.months(), year=True)
    return Line(
        name=name,
        meaning=meaning,
        places=tuple((point.days_since_due, float(point.rate or 0)) for point in points),
        label=name if month in (first, newest) else "",
        width=width,
        tooltips=tuple(
            t(
                "cohorts.point",
                rate=formats.percent(point.rate, style),
                days=formats.number(point.days_since_due, style),
            )
            for point in points
        ),
    )


def _finding(
    t: Words, cohorts: dict[date, list[CohortPoint]], first: date, newest: date, style: NumberStyle
) -> str:
    now, then = _rate(cohorts[newest], COMPARED_DAY), _rate(cohorts[first], COMPARED_DAY)
    if now is None or then is None or first == newest:
        return t("cohorts.title")
    return t(
        "cohorts.finding",
        day=COMPARED_DAY,
        month=formats.month(newest, t.months(), year=True),
        rate=formats.percent(now, style, decimals=0),
        first=formats.month(first, t.months(), year=True),
        before=formats.percent(then, style, decimals=0),
    )


@st.cache_data(max_entries=256, show_spinner=False)
def _heat(published: Published, scope: Scope, *, style: NumberStyle, language: str) -> Figure:
    t = words(language)
    points = queries.list_cohort_points(published, scope)
    cohorts = sorted({point.cohort_month for point in points})
    months = [formats.month(cohort, t.months(), year=True) for cohort in cohorts]
    days = [formats.number(day, style) for day in sorted({one.days_since_due for one in points})]
    cells = [
        Cell(
            row=formats.month(point.cohort_month, t.months(), year=True),
            column=_day(point, style),
            share=None if point.rate is None else float(point.rate),
            text=formats.points(point.rate, style, decimals=0),
            mark="",
            tooltip=formats.percent(point.rate, style),
        )
        for point in points
    ]
    names = (t("cohorts.month"), t("cohorts.rate"))
    spec = heat(cells, rows=months, columns=days, every=1, names=names) if points else {}
    return Figure(t("cohorts.heat"), spec)


def _day(point: CohortPoint, style: NumberStyle) -> str:
    return formats.number(point.days_since_due, style)
