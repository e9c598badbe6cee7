"""The chart of cash: the expected balance of thirteen weeks with its band, above receipts and payments.

Holds the shape of the chart, pure.
Does not hold: Streamlit, queries, words or the form of numbers (they arrive as text).
Called by ``panels.cash_chart``.
"""

from dataclasses import dataclass
from typing import Any

import altair as alt

from streamlit_app.charts import Spec, theme
from streamlit_app.palette import color


@dataclass(frozen=True, slots=True)
class CashChart:
    """One row per week (text and numbers in the page's unit) and the names of what is drawn."""

    rows: tuple[dict[str, str | float | None], ...]
    expected: str
    receipts: str
    payments: str


def balance(chart: CashChart) -> Spec:
    """Draw the band, the expected closing balance on it, and its name at the end."""
    data = alt.Chart(alt.InlineData(values=list(chart.rows)))
    band = data.mark_area(color=color("accent"), opacity=0.18).encode(x=_week(), y=_value("low"), y2="high:Q")
    line = data.mark_line(color=color("accent"), strokeWidth=2).encode(x=_week(), y=_value("closing"))
    names = (
        alt.Chart(alt.InlineData(values=[chart.rows[-1] | {"name": chart.expected}]))
        .mark_text(align="right", dy=-14, color=color("accent"), fontWeight=600)
        .encode(x=_week(), y=_value("closing"), text="name:N")
    )
    return _spec(alt.layer(band, line, names), height=260)


def flows(chart: CashChart) -> Spec:
    """Draw receipts up with the range of their band, and payments down."""
    data = alt.Chart(alt.InlineData(values=list(chart.rows)))
    receipts = data.mark_bar(color=color("accent"), size=28).encode(x=_week(), y=_value("receipts"))
    payments = data.mark_bar(color=color("rule"), size=28).encode(x=_week(), y=_value("payments"))
    spread = data.mark_rule(color=color("ink")).encode(
        x=_week(), y=_value("receipts_low"), y2="receipts_high:Q"
    )
    return _spec(alt.layer(receipts, payments, spread), height=160)


def _week() -> alt.X:
    return alt.X("week:N", sort=None, title=None, axis=alt.Axis(labelAngle=0))


def _value(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", title=None, stack=None, axis=alt.Axis(tickCount=5, labelExpr=_LABEL))


_LABEL = "replace(format(datum.value, ',.6~g'), /[,]/g, '\u202f')"


def _spec(layers: alt.LayerChart | alt.FacetChart, *, height: int) -> dict[str, Any]:
    spec: Spec = layers.properties(height=height).configure(**theme()).to_dict()
    spec["padding"] = {"left": 2, "right": 4, "top": 6, "bottom": 4}
    return spec
