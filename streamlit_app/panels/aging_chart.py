"""The chart of daily aging, from rows to a specification kept by build.

Holds the texts of the chart (labels, ticks, tooltips) in the reader's language and the cache of its result.
Does not hold: the shape of the chart (``charts``), queries.
Called by ``views.aging``.
"""

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from streamlit_app import charts, formats
from streamlit_app.filters import FilterState
from streamlit_app.formats import NumberStyle, Unit
from streamlit_app.i18n import Words, words
from streamlit_app.rows import AgingPoint

HEADROOM = 1.06  # of the axis above the highest day
SKIPPED_IN_SHARES = "current"  # shares show what is overdue only, so that it reads


@st.cache_data(max_entries=256, show_spinner=False)
def spec(
    build_id: str,
    state: FilterState,
    style: NumberStyle,
    unit: Unit,
    language: str,
    _points: Sequence[AgingPoint],
) -> charts.Spec:
    """Return the chart of a state; the build and the state say which points they are."""
    t = words(language)
    by_figure: dict[str, list[AgingPoint]] = {}
    for point in _points:
        by_figure.setdefault(point.figure, []).append(point)
    days = tuple(point.balance_date for point in next(iter(by_figure.values())))
    bands = [
        _band(t, points, state.measure, style, unit) for points in by_figure.values() if _is_debit(points)
    ]
    below = [
        _band(t, points, state.measure, style, unit) for points in by_figure.values() if not _is_debit(points)
    ]
    if state.measure == "share":
        bands, below = [band for band in bands if band.code != SKIPPED_IN_SHARES], []
    heights = [sum(float(band.values[index]) for band in bands) for index in range(len(days))]
    depths = [float(value) for band in below for value in band.values] or [0.0]
    top, bottom = (max(heights) or 1.0) * HEADROOM, min(depths) * HEADROOM
    ticks = [place for place in charts.nice_ticks(bottom, top) if bottom <= place <= top]
    return charts.daily_aging(
        charts.AgingChart(
            days=days,
            bands=tuple(bands),
            below=below[0] if below else None,
            day_texts=tuple(formats.day(day, t.months()) for day in days),
            months=tuple(t.months()),
            ticks=tuple((place, _tick(place, state.measure, style)) for place in ticks),
            top=top,
            bottom=bottom,
            names=(t("aging.chart.day"), t("aging.balance"), t("aging.bucket")),
        )
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
