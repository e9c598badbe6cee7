"""The chart of cash: the expected balance of thirteen weeks with its band, above receipts and payments.

Holds the shape of the chart, pure.
Does not hold: Streamlit, queries, words or the form of numbers (they arrive as text).
Called by ``panels.cash_chart``.
"""

from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from streamlit_app.charts import Spec, theme
from streamlit_app.palette import color

AXIS_WIDTH = 44  # of both charts, so that their weeks stand above each other
BALANCE_HEIGHT, FLOWS_HEIGHT = 300, 170


@dataclass(frozen=True, slots=True)
class CashChart:
    """One row per week in the page's unit, the names of what is drawn, the minimum and the lowest week."""

    rows: tuple[dict[str, str | float | None], ...]
    expected: str
    receipts: str
    payments: str
    minimum: float = 0.0
    minimum_text: str = ""
    low_week: str = ""
    low_text: str = ""
    low_note: str = ""


def balance(chart: CashChart) -> Spec:
    """Draw the band, the expected closing balance on it, the minimum below and the lowest week."""
    data = alt.Chart(alt.InlineData(values=list(chart.rows)))
    weeks = [str(row["week"]) for row in chart.rows]
    band = data.mark_area(color=color("accent"), opacity=0.16).encode(
        x=_week(weeks), y=_value("low"), y2="high:Q"
    )
    line = data.mark_line(color=color("accent"), strokeWidth=2.5).encode(x=_week(weeks), y=_value("closing"))
    middle = chart.rows[len(chart.rows) // 3]
    names = _text([middle | {"name": chart.expected}], "accent", weeks, field="high", dy=-10)
    rule = (
        alt.Chart(alt.InlineData(values=[{"minimum": chart.minimum}]))
        .mark_rule(color=color("breach"), strokeDash=[5, 4], strokeWidth=1.5)
        .encode(y=_value("minimum"))
    )
    first = chart.rows[0] | {"minimum": chart.minimum, "name": chart.minimum_text}
    label = _text([first], "breach", weeks, field="minimum", dy=-9, align="left", dx=-20)
    lowest = [row for row in chart.rows if row["week"] == chart.low_week]
    dot = (
        alt.Chart(alt.InlineData(values=lowest))
        .mark_point(color=color("accent"), filled=True, opacity=1, size=60)
        .encode(x=_week(weeks), y=_value("closing"))
    )
    said = _text([row | {"name": chart.low_text} for row in lowest], "ink", weeks, field="closing", dy=-16)
    note = _text(
        [row | {"name": chart.low_note} for row in lowest], "muted", weeks, field="low", dy=16, weight=400
    )
    return _spec(alt.layer(band, rule, line, names, label, dot, said, note), height=BALANCE_HEIGHT)


def flows(chart: CashChart) -> Spec:
    """Draw receipts up with the range of their band, and payments down."""
    data = alt.Chart(alt.InlineData(values=list(chart.rows)))
    weeks = [str(row["week"]) for row in chart.rows]
    receipts = data.mark_bar(color=color("accent")).encode(x=_week(weeks), y=_value("receipts"))
    payments = data.mark_bar(color=color("neutral"), opacity=0.45).encode(
        x=_week(weeks), y=_value("payments")
    )
    spread = data.mark_rule(color=color("ink")).encode(
        x=_week(weeks), y=_value("receipts_low"), y2="receipts_high:Q"
    )
    middle = chart.rows[len(chart.rows) // 2]
    up = _text([middle | {"name": chart.receipts}], "accent", weeks, field="receipts_high", dy=-10)
    down = _text([middle | {"name": chart.payments}], "muted", weeks, field="payments", dy=12)
    return _spec(alt.layer(receipts, payments, spread, up, down), height=FLOWS_HEIGHT)


def _text(
    rows: list[dict[str, Any]],
    meaning: str,
    weeks: list[str],
    *,
    field: str,
    dy: int,
    dx: int = 0,
    align: Literal["left", "center"] = "center",
    weight: Literal[400, 600] = 600,
) -> alt.Chart:
    drawn: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_text(align=align, dx=dx, dy=dy, color=color(meaning), fontWeight=weight)
        .encode(x=_week(weeks), y=_value(field), text="name:N")
    )
    return drawn


def _week(weeks: list[str]) -> alt.X:
    shown = [week for number, week in enumerate(weeks) if number % 2 == 0]
    label = f"indexof({shown!r}, datum.value) < 0 ? '' : datum.value"
    return alt.X(
        "week:O",
        sort=None,
        title=None,
        scale=alt.Scale(domain=weeks, paddingInner=0.5),
        axis=alt.Axis(labelAngle=0, labelExpr=label),
    )


def _value(field: str) -> alt.Y:
    axis = alt.Axis(tickCount=5, labelExpr=_LABEL, minExtent=AXIS_WIDTH, maxExtent=AXIS_WIDTH)
    return alt.Y(f"{field}:Q", title=None, stack=None, axis=axis)


_LABEL = "replace(format(datum.value, ',.6~g'), /[,]/g, '\u202f')"


def _spec(layers: alt.LayerChart | alt.FacetChart, *, height: int) -> dict[str, Any]:
    spec: Spec = layers.properties(height=height).configure(**theme()).to_dict()
    spec["padding"] = {"left": 2, "right": 4, "top": 6, "bottom": 4}
    return spec
