"""The charts of what moves: heat tables, curves, named lines and bridges.

Holds one function per chart, each pure, from texts and places to a Vega-Lite specification.
Does not hold: Streamlit, queries, words or the form of numbers (they arrive as text).
Called by the panels of trends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from streamlit_app.charts import Spec, finished, nice_ticks, of_rows, spread
from streamlit_app.palette import color

ROW_HEIGHT = 28  # of a bridge
CELL_HEIGHT = 40  # of a heat table with five rows
CURVES_HEIGHT = 236
LINES_HEIGHT = 210


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a heat table; `share` from 0 to 1 colors it, None leaves it empty."""

    row: str
    column: str
    share: float | None
    text: str
    mark: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Line:
    """One named line: its meaning is a color of the palette, its label stands at its end."""

    name: str
    meaning: str
    places: tuple[tuple[float, float], ...]
    label: str = ""
    width: float = 2.0
    tooltips: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a bridge: from where to where, its figure, and its meaning; a total when the two are one."""

    name: str
    start: float
    end: float
    text: str
    meaning: str

    @property
    def is_total(self) -> bool:
        return self.start == self.end


def heat(
    cells: Sequence[Cell], *, rows: Sequence[str], columns: Sequence[str], every: int, names: tuple[str, str]
) -> Spec:
    """Color cells by their share, each with its figure; a click marks one."""
    data = [
        {
            "row": cell.row,
            "column": cell.column,
            "share": cell.share,
            "text": cell.text,
            "mark": cell.mark,
            names[0]: f"{cell.row} · {cell.column}",
            names[1]: cell.tooltip,
        }
        for cell in cells
        if cell.share is not None
    ]
    marked = alt.selection_point(name="mark", fields=["mark"], on="click")
    place = _cell_place(rows, columns, every)
    largest = max((cell.share for cell in cells if cell.share is not None), default=1.0) or 1.0
    ramp = alt.Scale(domain=[0, largest], range=[color("heat_low"), color("heat_high")])
    rects = (
        of_rows(data)
        .mark_rect(cursor="pointer")
        .encode(
            **place,
            color=alt.Color("share:Q", scale=ramp),
            tooltip=[alt.Tooltip(f"{name}:N") for name in names],
        )
        .add_params(marked)
    )
    texts = of_rows(data).mark_text(color=color("ink")).encode(**place, text="text:N")
    return finished([rects, texts], height=CELL_HEIGHT * max(len(rows), 1))


def _cell_place(rows: Sequence[str], columns: Sequence[str], every: int) -> dict[str, Any]:
    shown = [name for index, name in enumerate(columns) if index % every == every - 1]
    label = f"indexof({shown!r}, datum.value) < 0 ? '' : datum.value"
    return {
        "x": alt.X(
            "column:N",
            sort=list(columns),
            title=None,
            scale=alt.Scale(domain=list(columns), paddingInner=0.05),
            axis=alt.Axis(orient="top", labelExpr=label, domain=False),
        ),
        "y": alt.Y(
            "row:N",
            sort=list(rows),
            title=None,
            scale=alt.Scale(domain=list(rows), paddingInner=0.07),
            axis=alt.Axis(grid=False),
        ),
    }


def lines(
    series: Sequence[Line],
    *,
    x_ticks: Sequence[tuple[float, str]],
    y_ticks: Sequence[tuple[float, str]],
    y_range: tuple[float, float],
    height: int,
    names: tuple[str, str],
    x_title: str | None = None,
) -> Spec:
    """Draw lines with their names at the ends, the grey ones beneath."""
    right = max((x for line in series for x, _ in line.places), default=1.0)
    left = min((x for line in series for x, _ in line.places), default=0.0)
    axes = {
        "x": _axis(alt.X, "x", x_ticks, (left, right), title=x_title),
        "y": _axis(alt.Y, "y", y_ticks, y_range),
    }
    layers = [_line(line, axes) for line in series]
    layers += [_hits(line, axes, names) for line in series if line.tooltips]
    layers.append(_line_names(series, axes, least=(y_range[1] - y_range[0]) * 0.09))
    return finished(layers, height=height)


def _line(line: Line, axes: dict[str, Any]) -> alt.Chart:
    rows = [{"x": x, "y": y} for x, y in line.places]
    opacity = 0.75 if line.width < 1 else 1.0
    drawn: alt.Chart = of_rows(rows).mark_line(
        color=color(line.meaning), strokeWidth=line.width, opacity=opacity, interpolate="monotone"
    )
    return drawn.encode(**axes)


def _hits(line: Line, axes: dict[str, Any], names: tuple[str, str]) -> alt.Chart:
    rows = [
        {"x": x, "y": y, names[0]: line.name, names[1]: text}
        for (x, y), text in zip(line.places, line.tooltips, strict=True)
    ]
    drawn: alt.Chart = of_rows(rows).mark_point(opacity=0, size=220)
    return drawn.encode(**axes, tooltip=[alt.Tooltip(f"{name}:N") for name in names])


def _line_names(series: Sequence[Line], axes: dict[str, Any], *, least: float) -> alt.Chart:
    named = {line.label: line for line in series if line.label and line.places}
    places = spread({label: line.places[-1][1] for label, line in named.items()}, least=least)
    meanings = sorted({line.meaning for line in named.values()})
    rows = [
        {"x": line.places[-1][0], "y": places[label], "t": label, "m": line.meaning}
        for label, line in named.items()
    ]
    scale = alt.Scale(domain=meanings, range=[color(meaning) for meaning in meanings])
    drawn: alt.Chart = of_rows(rows).mark_text(align="left", dx=6, baseline="middle", fontWeight=600)
    return drawn.encode(**axes, text="t:N", color=alt.Color("m:N", scale=scale))


def _axis(
    kind: Any,
    field: str,
    ticks: Sequence[tuple[float, str]],
    span: tuple[float, float],
    *,
    title: str | None = None,
) -> Any:
    texts = "{" + ",".join(f"'{place:g}':'{text}'" for place, text in ticks) + "}"
    return kind(
        f"{field}:Q",
        title=title,
        scale=alt.Scale(domain=list(span), nice=False, zero=False),
        axis=alt.Axis(
            values=[place for place, _ in ticks],
            labelExpr=f"{texts}[replace(format(datum.value, '~g'), '\u2212', '-')]",
            titleAnchor="start",
        ),
    )


def bridge(steps: Sequence[Step]) -> Spec:
    """Draw changes as bars that start where the last one ended, totals as ticks with bold figures."""
    order = [step.name for step in steps]
    ends = [place for step in steps for place in (step.start, step.end)]
    margin = (max(ends) - min(ends) or 1.0) * 0.06
    span = alt.Scale(domain=[min(ends) - margin, max(ends) + margin * 4], nice=False, zero=False)
    x = alt.X("a:Q", title=None, axis=None, scale=span)
    y = alt.Y(
        "step:N",
        sort=order,
        title=None,
        scale=alt.Scale(domain=order, paddingInner=0.3),
        axis=alt.Axis(grid=False, labelColor=color("ink")),
    )
    rows = [_step_row(step) for step in steps]
    meanings = sorted({step.meaning for step in steps})
    shades = alt.Scale(domain=meanings, range=[color(meaning) for meaning in meanings])
    bars = of_rows([row for row in rows if not row["total"]]).mark_bar(height=16)
    ticks = of_rows([row for row in rows if row["total"]]).mark_tick(thickness=4, size=16, color=color("ink"))
    layers = [
        bars.encode(x=x, x2="b:Q", y=y, color=alt.Color("m:N", scale=shades)),
        ticks.encode(x=x, y=y),
        *(
            of_rows([row for row in rows if row["total"] is bold])
            .mark_text(align="left", dx=8, fontWeight=600 if bold else 400)
            .encode(x=alt.X("r:Q", title=None, axis=None, scale=span), y=y, text="t:N")
            for bold in (False, True)
        ),
    ]
    return finished(layers, height=ROW_HEIGHT * len(steps))


def _step_row(step: Step) -> dict[str, Any]:
    return {
        "step": step.name,
        "a": step.start,
        "b": step.end,
        "r": max(step.start, step.end),
        "t": step.text,
        "m": step.meaning,
        "total": step.is_total,
    }


def ticks_between(low: float, high: float) -> list[float]:
    """Return four or five round places that cover a span which need not begin at zero."""
    places = nice_ticks(0.0, high - low, count=4)
    step = places[1] if len(places) > 1 else 1.0
    first = int(low // step) * step
    count = int((high - first) // step) + 2
    return [round(first + step * index, 6) for index in range(count)]
