"""The chart of daily aging with its finding, made once per build, state and language.

Holds the texts of the chart (labels, ticks, tooltips) in the reader's language and the keeping of the result.
Does not hold: the shape of the chart (``charts``), SQL.
Called by ``views.aging``.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

import streamlit as st

from streamlit_app import charts, findings, formats, queries
from streamlit_app.charts import Figure
from streamlit_app.filters import PERIODS, Scope
from streamlit_app.formats import NumberStyle, Unit
from streamlit_app.frame import Page, go
from streamlit_app.i18n import Words, words
from streamlit_app.rows import AgingPoint, Published

HEADROOM = 1.06  # of the axis above the highest day
SKIPPED_IN_SHARES = "current"  # shares show what is overdue only, so that it reads


def show(page: Page, *, unit: Unit) -> None:
    """Draw the daily balance by bucket; a click on a band opens the bucket."""
    t, state = page.t, page.state
    figure = read(page, unit=unit)
    basis = t(f"aging.basis.{state.measure}", unit=t("unit.short." + unit.name, currency=page.currency_code))
    st.markdown(f"## {figure.title}\n:small[:gray[{basis}]]", anchors=False)
    key = page.key("aging_chart")
    st.vega_lite_chart(
        spec=figure.spec,
        theme=None,
        key=key,
        alt=figure.title,
        on_select=_picked(page, key),
        selection_mode="bucket",
    )


def read(page: Page, *, unit: Unit) -> Figure:
    """Return the chart of the page's state and its finding."""
    return _read(
        page.published,
        page.scope,
        measure=page.state.measure,
        months=page.state.months,
        style=page.style,
        unit=unit,
        language=page.t.language,
    )


@st.cache_data(max_entries=256, show_spinner=False)
def _read(
    published: Published,
    scope: Scope,
    *,
    measure: str,
    months: int,
    style: NumberStyle,
    unit: Unit,
    language: str,
) -> Figure:
    """Make the chart once for all readers of a build: every argument is part of its key."""
    t = words(language)
    points = queries.list_aging_history(
        published,
        scope,
        months=months,
        step_days=1 if months == PERIODS[0] and not scope.segment else 7,
    )
    title = findings.history(t, points, measure=measure, style=style, unit=unit)
    return Figure(title, charts.daily_aging(_chart(t, points, measure, style, unit)))


def _chart(
    t: Words, points: Sequence[AgingPoint], measure: str, style: NumberStyle, unit: Unit
) -> charts.AgingChart:
    by_figure: dict[str, list[AgingPoint]] = {}
    for point in points:
        by_figure.setdefault(point.figure, []).append(point)
    days = tuple(point.balance_date for point in next(iter(by_figure.values())))
    bands = [_band(t, band, measure, style, unit) for band in by_figure.values() if _is_debit(band)]
    below = [_band(t, band, measure, style, unit) for band in by_figure.values() if not _is_debit(band)]
    if measure == "share":
        bands, below = [band for band in bands if band.code != SKIPPED_IN_SHARES], []
    heights = [sum(float(band.values[index]) for band in bands) for index in range(len(days))]
    depths = [float(value) for band in below for value in band.values] or [0.0]
    top, bottom = (max(heights) or 1.0) * HEADROOM, min(depths) * HEADROOM
    ticks = [place for place in charts.nice_ticks(bottom, top) if bottom <= place <= top]
    return charts.AgingChart(
        days=days,
        bands=tuple(bands),
        below=below[0] if below else None,
        day_texts=tuple(formats.day(day, t.months()) for day in days),
        months=tuple(t.months()),
        ticks=tuple((place, _tick(place, measure, style)) for place in ticks),
        top=top,
        bottom=bottom,
        names=(t("aging.chart.day"), t("aging.balance"), t("aging.bucket")),
    )


def _is_debit(points: Sequence[AgingPoint]) -> bool:
    return any(point.share_rate is not None for point in points)


def _band(
    t: Words, points: Sequence[AgingPoint], measure: str, style: NumberStyle, unit: Unit
) -> charts.Band:
    code = points[0].figure
    name = t.texts.get(f"figure.{code}", formats.bucket(code))
    is_share = measure == "share"
    texts = [
        formats.percent(point.share_rate, style)
        if is_share
        else formats.scaled(point.open_amount, style, unit=unit)
        for point in points
    ]
    zero = Decimal(0)
    values = [
        (point.share_rate or zero) if is_share else point.open_amount.scaleb(-unit.exponent)
        for point in points
    ]
    return charts.Band(
        code=code,
        position=points[0].position,
        values=tuple(values),
        end_label=f"{name} · {texts[-1]}",
        tooltips=tuple(_tooltip(point, style, unit) for point in points),
    )


def _tooltip(point: AgingPoint, style: NumberStyle, unit: Unit) -> str:
    balance = formats.scaled(point.open_amount, style, unit=unit)
    return balance if point.share_rate is None else f"{balance} · {formats.percent(point.share_rate, style)}"


def _tick(place: float, measure: str, style: NumberStyle) -> str:
    value = Decimal(str(place))
    if measure == "share":
        return formats.percent(value, style, decimals=0 if value.scaleb(2) % 1 == 0 else 1)
    return formats.number(value, style, decimals=max(-int(value.normalize().as_tuple().exponent), 0))


def _picked(page: Page, key: str) -> Callable[[], None]:
    """Return what a click on a band does: open the bucket that it names."""

    def picked() -> None:
        chosen = st.session_state[key]["selection"].get("bucket") or []
        if chosen:
            go(page.state.with_figure(str(chosen[0]["figure"]), as_of_date=page.as_of_date))

    return picked
