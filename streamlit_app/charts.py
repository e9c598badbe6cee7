"""The charts: data in, a Vega-Lite specification out.

Holds the theme of every chart and one function per chart, each pure, so that its result can be kept by build.
Does not hold: Streamlit, queries, words or the form of numbers (they arrive as text).
Called by the views.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import altair as alt
import pyarrow as pa

from streamlit_app.palette import bucket_meaning, color

Spec = dict[str, Any]
HIT_COLUMNS = 52  # invisible columns that answer the pointer; few enough that the chart stays text and shapes
LABEL_DISTANCE = 0.065  # of the axis: labels nearer than this are pushed apart
HEIGHT = 300


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with the finding that is its title; without a specification there is nothing to draw."""

    title: str
    spec: Spec
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """One bucket of the aging chart: its values, a day each, and its texts."""

    code: str
    position: int
    values: tuple[Decimal, ...]
    end_label: str
    tooltips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgingChart:
    """What the chart of daily aging shows; bands from the youngest to the oldest."""

    days: tuple[date, ...]
    bands: tuple[Band, ...]
    below: Band | None
    day_texts: tuple[str, ...]
    months: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...]
    top: float
    bottom: float
    names: tuple[str, str, str]


def daily_aging(chart: AgingChart) -> Spec:
    """Stack the buckets, the oldest on the floor, with a name at each end and credits below zero."""
    stacked = [*reversed(chart.bands)] + ([chart.below] if chart.below else [])
    edges = _edges(chart)
    return finished(
        [*_areas(chart, stacked, edges), _end_labels(chart, edges), _hits(chart, edges)], height=HEIGHT
    )


def finished(layers: Sequence[alt.Chart], *, height: int) -> Spec:
    """Lay charts over each other in the theme of the app, their rows as Arrow."""
    chart_spec: Spec = alt.layer(*layers).properties(height=height).configure(**theme()).to_dict()
    chart_spec["datasets"] = {name: _arrow(rows) for name, rows in chart_spec.get("datasets", {}).items()}
    chart_spec["padding"] = {"left": 2, "right": 4, "top": 6, "bottom": 4}
    return chart_spec


def of_rows(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    """Return a chart of rows, to be given a mark."""
    return alt.Chart(alt.InlineData(values=list(rows)))


def _areas(
    chart: AgingChart, bands: Sequence[Band], edges: dict[str, list[tuple[float, float]]]
) -> list[alt.Chart]:
    count = len(chart.bands)
    areas = []
    for band in bands:
        rows = [
            {"d": day.isoformat(), "a": low, "b": high}
            for day, (low, high) in zip(chart.days, edges[band.code], strict=True)
        ]
        mark = alt.Chart(alt.InlineData(values=rows)).mark_area(
            color=color(bucket_meaning(band.code, band.position, count)),
            opacity=1,
            line={"color": color("paper"), "strokeWidth": 0.75},
        )
        areas.append(mark.encode(x=_time_axis(chart), y=_value_axis(chart, "a"), y2="b:Q"))
    return areas


def _end_labels(chart: AgingChart, edges: dict[str, list[tuple[float, float]]]) -> alt.Chart:
    bands = [*chart.bands] + ([chart.below] if chart.below else [])
    middles = {band.code: sum(edges[band.code][-1]) / 2 for band in bands}
    places = spread(middles, least=(chart.top - chart.bottom) * LABEL_DISTANCE)
    last = chart.days[-1].isoformat()
    rows = [{"d": last, "a": places[band.code], "t": band.end_label} for band in bands]
    marks: alt.Chart = alt.Chart(alt.InlineData(values=rows)).mark_text(align="left", dx=8, baseline="middle")
    return marks.encode(x=_time_axis(chart), y=_value_axis(chart, "a"), text="t:N")


def _hits(chart: AgingChart, edges: dict[str, list[tuple[float, float]]]) -> alt.Chart:
    bucket = alt.selection_point(name="bucket", fields=["figure"], on="click")
    step = max(len(chart.days) // HIT_COLUMNS, 1)
    title, balance, basis = chart.names
    rows = []
    for band in [*chart.bands] + ([chart.below] if chart.below else []):
        for index in range(len(chart.days) - 1, step - 1, -step):
            low, high = edges[band.code][index]
            rows.append(
                {
                    "figure": band.code,
                    "d": chart.days[index - step].isoformat(),
                    "e": chart.days[index].isoformat(),
                    "a": low,
                    "b": high,
                    title: chart.day_texts[index],
                    balance: band.tooltips[index],
                    basis: band.end_label.split(" · ")[0],
                }
            )
    marks: alt.Chart = alt.Chart(alt.InlineData(values=rows)).mark_rect(opacity=0, cursor="pointer")
    return marks.encode(
        x=_time_axis(chart),
        x2="e:T",
        y=_value_axis(chart, "a"),
        y2="b:Q",
        tooltip=[alt.Tooltip(f"{basis}:N"), alt.Tooltip(f"{title}:N"), alt.Tooltip(f"{balance}:N")],
    ).add_params(bucket)


def _edges(chart: AgingChart) -> dict[str, list[tuple[float, float]]]:
    """Return the lower and upper edge of each band on each day: geometry, never shown as a figure."""
    floor = [0.0] * len(chart.days)
    edges: dict[str, list[tuple[float, float]]] = {}
    for band in reversed(chart.bands):
        upper = [low + float(value) for low, value in zip(floor, band.values, strict=True)]
        edges[band.code] = [(round(low, 5), round(high, 5)) for low, high in zip(floor, upper, strict=True)]
        floor = upper
    if chart.below:
        edges[chart.below.code] = [(0.0, round(float(value), 5)) for value in chart.below.values]
    return edges


def spread(middles: dict[str, float], *, least: float) -> dict[str, float]:
    """Push labels apart until each is at least `least` above the one below."""
    places: dict[str, float] = {}
    floor: float | None = None
    for code, middle in sorted(middles.items(), key=lambda pair: pair[1]):
        floor = middle if floor is None else max(middle, floor + least)
        places[code] = floor
    return places


def _time_axis(chart: AgingChart) -> alt.X:
    names = "[" + ",".join(f"'{name}'" for name in chart.months) + "]"
    month = f"{names}[utcmonth(datum.value)]"
    year = "(datum.index == 0 || utcmonth(datum.value) == 0 ? ' ' + utcFormat(datum.value, '%y') : '')"
    return alt.X(
        "d:T",
        title=None,
        scale=alt.Scale(
            type="utc", domain=[chart.days[0].isoformat(), chart.days[-1].isoformat()], nice=False
        ),
        axis=alt.Axis(labelExpr=f"{month} + {year}", tickCount=_tick_count(chart)),
    )


def _tick_count(chart: AgingChart) -> Any:
    months = (chart.days[-1] - chart.days[0]).days // 30
    step = next(step for step in (1, 2, 3, 6, 12, 24) if months // step <= 7 or step == 24)
    return alt.TimeIntervalStep(interval="month", step=step)


def _value_axis(chart: AgingChart, field: str) -> alt.Y:
    texts = "{" + ",".join(f"'{_key(place)}':'{text}'" for place, text in chart.ticks) + "}"
    return alt.Y(
        f"{field}:Q",
        title=None,
        stack=None,
        scale=alt.Scale(domain=[chart.bottom, chart.top], nice=False),
        axis=alt.Axis(
            values=[place for place, _ in chart.ticks], labelExpr=f"{texts}[format(datum.value, '.4f')]"
        ),
    )


def _key(place: float) -> str:
    return f"{place:.4f}".replace("-", "\u2212")


def theme() -> dict[str, Any]:
    axis = {
        "labelColor": color("muted"),
        "titleColor": color("muted"),
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": 400,
        "gridColor": color("grid"),
        "gridWidth": 1,
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
        "titlePadding": 8,
        "labelLimit": 200,
    }
    return {
        "font": "Plex",
        "view": {"stroke": None},
        "legend": {"disable": True},
        "axis": axis,
        "axisX": {
            "grid": False,
            "domain": True,
            "domainColor": color("rule"),
            "labelAngle": 0,
            "labelFlush": False,
        },
        "axisY": {"grid": True},
        "text": {"fontSize": 12, "color": color("ink"), "lineBreak": "\n"},
        "line": {"strokeWidth": 2, "strokeCap": "round", "strokeJoin": "round"},
        "rule": {"color": color("rule")},
        "bar": {"cornerRadius": 0},
    }


def _arrow(rows: list[dict[str, Any]]) -> bytes:
    """Return rows as Arrow, so that a chart that is kept is not converted again on every rerun."""
    table = pa.Table.from_pylist(rows)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue().to_pybytes())


def nice_ticks(bottom: float, top: float, *, count: int = 6) -> list[float]:
    """Return about `count` round places that cover bottom to top, zero among them."""
    span = max(top - min(bottom, 0.0), 1e-9)
    power = 10.0 ** (len(f"{int(span / count):d}") - 1) if span / count >= 1 else 1.0
    while power > span / count:
        power /= 10
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= span / count)
    first = int(bottom // step) if bottom < 0 else 0
    ticks = []
    index = first
    while (index - 1) * step < top and index - first < 50:
        ticks.append(round(index * step, 10))
        if index * step >= top:
            break
        index += 1
    return ticks
