"""Days sales outstanding: three variants over time, and why the last month changed.

Holds the findings and the choice of what is drawn.
Does not hold: SQL, arithmetic, words, the shape of the charts (``trend_charts``).
Called by the views of aging and of days sales outstanding.
"""

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from streamlit_app import formats, queries
from streamlit_app.charts import Figure
from streamlit_app.filters import Scope
from streamlit_app.formats import NumberStyle
from streamlit_app.frame import Page
from streamlit_app.i18n import Words, words
from streamlit_app.rows import DsoCause, DsoMonth, Published
from streamlit_app.trend_charts import LINES_HEIGHT, Line, Step, bridge, lines, ticks_between

DRAWN = (("simple", "neutral"), ("countback", "accent"), ("best_possible", "ink"))
SHOWN_MONTHS = 13
STEADY = Decimal("0.05")  # days: a cause that rounds to zero is left out of the finding


def show_variants(page: Page) -> None:
    """Draw simple, count-back and best possible, named at their ends."""
    figure = _variants(page.published, page.scope, style=page.style, language=page.t.language)
    st.markdown(f"## {figure.title}\n:small[:gray[{page.t('dso.basis')}]]", anchors=False)
    if figure.spec:
        st.vega_lite_chart(spec=figure.spec, theme=None, key=page.key("dso_variants"), alt=figure.title)


def show_bridge(page: Page) -> None:
    """Draw the causes of the last month's change; the bridge is the company's, whatever the segment."""
    figure = _bridge(page.published, page.scope, style=page.style, language=page.t.language)
    st.markdown(f"## {figure.title}\n:small[:gray[{figure.basis}]]", anchors=False)
    if figure.spec:
        st.vega_lite_chart(spec=figure.spec, theme=None, key=page.key("dso_bridge"), alt=figure.title)


@st.cache_data(max_entries=256, show_spinner=False)
def _variants(published: Published, scope: Scope, *, style: NumberStyle, language: str) -> Figure:
    t = words(language)
    months = queries.list_dso_months(published, scope)[-SHOWN_MONTHS:]
    known = [month for month in months if month.simple is not None]
    if len(known) < 2:
        return Figure(t("dso.none"), {})
    series = [_line(t, name, meaning, months, style) for name, meaning in DRAWN]
    values = [place for line in series for _, place in line.places]
    places = ticks_between(min(values), max(values))
    spec = lines(
        series,
        x_ticks=[(index, formats.month(month.month_end_date, t.months(), year=index == 0))
                 for index, month in enumerate(months) if index % 2 == 0],
        y_ticks=[(place, formats.number(Decimal(str(place)), style)) for place in places],
        y_range=(places[0], places[-1]),
        height=LINES_HEIGHT,
        names=(t("dso.variant"), t("dso.days")),
    )  # fmt: skip
    return Figure(_gap(t, known[-1], style), spec)


def _line(t: Words, name: str, meaning: str, months: Sequence[DsoMonth], style: NumberStyle) -> Line:
    values: list[tuple[int, Decimal]] = [
        (index, value) for index, month in enumerate(months) if (value := getattr(month, name)) is not None
    ]
    last = formats.number(values[-1][1], style, decimals=1) if values else ""
    return Line(
        name=t(f"dso.variant.{name}"),
        meaning=meaning,
        places=tuple((index, float(value)) for index, value in values),
        label=f"{t(f'dso.variant.{name}')} {last}",
        tooltips=tuple(
            f"{formats.number(value, style, decimals=1)} · "
            f"{formats.month(months[index].month_end_date, t.months(), year=True)}"
            for index, value in values
        ),
    )


def _gap(t: Words, month: DsoMonth, style: NumberStyle) -> str:
    """Say how far the days are from the best possible."""
    if month.delinquent is None:
        return t("dso.title")
    return t("dso.gap", days=formats.number(month.delinquent, style, decimals=1))


@st.cache_data(max_entries=256, show_spinner=False)
def _bridge(published: Published, scope: Scope, *, style: NumberStyle, language: str) -> Figure:
    t = words(language)
    causes = queries.list_dso_causes(published, scope)
    if not causes or any(cause.days is None for cause in causes):
        return Figure(t("dso.bridge.none"), {}, t("dso.bridge.basis.none"))
    month, before = causes[0].month_end_date, causes[0].previous_month_end_date
    names = t.month_names()
    basis = t("dso.bridge.basis", month=names[month.month - 1], before=names[before.month - 1])
    return Figure(_why(t, causes[1:-1], style), bridge(_steps(t, causes, style)), basis)


def _steps(t: Words, causes: Sequence[DsoCause], style: NumberStyle) -> list[Step]:
    steps: list[Step] = []
    place = Decimal(0)
    for cause in causes:
        days = cause.days or Decimal(0)
        is_total = cause.cause in ("opening", "closing")
        start, place = (days, days) if is_total else (place, place + days)
        day = cause.previous_month_end_date if cause.cause == "opening" else cause.month_end_date
        name = t.month_names()[day.month - 1].capitalize() if is_total else t(f"dso.cause.{cause.cause}")
        text = formats.number(days, style, decimals=1, signed=not is_total)
        meaning = "ink" if is_total else ("warn" if days > 0 else "accent")
        if is_total or abs(days) >= STEADY:
            steps.append(Step(name, float(start), float(place), text, meaning))
    return steps


def _why(t: Words, causes: Sequence[DsoCause], style: NumberStyle) -> str:
    """Name the largest cause up and the largest down."""
    days = {cause.cause: cause.days or Decimal(0) for cause in causes}
    up, down = max(days, key=lambda name: days[name]), min(days, key=lambda name: days[name])
    adds = _said(t, "dso.bridge.adds", up, days[up], style) if days[up] >= STEADY else ""
    takes = _said(t, "dso.bridge.takes", down, days[down], style) if days[down] <= -STEADY else ""
    if adds and takes:
        return f"{adds}; {takes[0].lower()}{takes[1:]}"
    return adds or takes or t("dso.bridge.steady")


def _said(t: Words, key: str, cause: str, days: Decimal, style: NumberStyle) -> str:
    return t(key, cause=t(f"dso.cause.{cause}"), days=formats.number(abs(days), style, decimals=1))
