"""The charts of a customer: how late each invoice was, and its balance beside the whole book's.

Holds one function per chart, each pure, from texts and places to a Vega-Lite specification.
Does not hold: Streamlit, queries, words or the form of numbers (they arrive as text).
Called by ``panels.customer_charts``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from streamlit_app.charts import Spec, finished, of_rows
from streamlit_app.palette import bucket_meaning, color

POINTS_HEIGHT = 270
BARS_HEIGHT = 168
BARS = (0.62, 0.12)  # where the two bars stand, from the bottom
BAR = 0.2  # their thickness
LEAST_NAMED = 0.065  # of the bar: narrower pieces carry no figure


@dataclass(frozen=True, slots=True)
class Invoice:
    """One point: the day it fell due, how late, how large (0 to 1), whether open, and its texts."""

    due: str
    days_late: int
    size: float
    is_open: bool
    name: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a bar: where it begins and ends (0 to 1), its bucket and its figure."""

    bar: int
    bucket: str
    position: int
    start: float
    end: float
    text: str


def days_late(
    invoices: Sequence[Invoice], *, months: Sequence[str], names: tuple[str, str], first: str, last: str
) -> Spec:
    """Draw a point per invoice: full when closed, hollow and red while open; the largest open are named."""
    rows = [
        {
            "d": one.due, "y": one.days_late, "s": one.size, "open": one.is_open, "t": one.name,
            names[0]: one.name or one.tooltip.split(" · ")[0], names[1]: one.tooltip,
        }
        for one in invoices
    ]  # fmt: skip
    month = "[" + ",".join(f"'{name}'" for name in months) + "][utcmonth(datum.value)]"
    x = alt.X(
        "d:T",
        title=None,
        scale=alt.Scale(type="utc", domain=[first, last], nice=False),
        axis=alt.Axis(labelExpr=month, tickCount=alt.TimeIntervalStep(interval="month", step=2)),
    )
    y = alt.Y("y:Q", title=None, axis=alt.Axis(tickCount=5))
    size = alt.Size("s:Q", scale=alt.Scale(domain=[0, 1], range=[18, 420]))
    tips = [alt.Tooltip(f"{name}:N") for name in names]
    layers = [of_rows([{"z": 0}]).mark_rule(color=color("rule")).encode(y="z:Q")]
    closed = [row for row in rows if not row["open"]]
    opened = [row for row in rows if row["open"]]
    if closed:
        drawn = of_rows(closed).mark_point(filled=True, color=color("accent"), opacity=0.55)
        layers.append(drawn.encode(x=x, y=y, size=size, tooltip=tips))
    if opened:
        hollow = of_rows(opened).mark_point(filled=False, color=color("breach"), strokeWidth=1.5)
        layers.append(hollow.encode(x=x, y=y, size=size, tooltip=tips))
        named = of_rows([row for row in opened if row["t"]] or opened[:1]).mark_text(align="right", dx=-12)
        layers.append(named.encode(x=x, y=y, text="t:N"))
    return finished(layers, height=POINTS_HEIGHT)


def two_bars(pieces: Sequence[Piece], *, names: tuple[str, str]) -> Spec:
    """Draw two normalized bars, each with its name above and its figures below, never inside."""
    count = len({piece.bucket for piece in pieces})
    x = alt.X("a:Q", title=None, axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    y = alt.Y("y:Q", title=None, axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    layers = []
    for piece in pieces:
        floor = BARS[piece.bar]
        meaning = bucket_meaning(piece.bucket, piece.position, count)
        row = [{"a": piece.start, "b": piece.end, "y": floor, "z": floor + BAR}]
        rect = of_rows(row).mark_rect(color=color(meaning), stroke=color("paper"), strokeWidth=0.75)
        layers.append(rect.encode(x=x, x2="b:Q", y=y, y2="z:Q"))
    texts = [
        {"a": (piece.start + piece.end) / 2, "y": BARS[piece.bar], "t": piece.text}
        for piece in pieces
        if piece.end - piece.start >= LEAST_NAMED
    ]
    heads = [{"a": 0, "y": BARS[bar] + BAR, "t": name} for bar, name in enumerate(names)]
    below = of_rows(texts).mark_text(baseline="top", dy=4, color=color("muted"))
    above = of_rows(heads).mark_text(align="left", baseline="bottom", dy=-3, fontWeight=600)
    layers += [one.encode(x=x, y=y, text="t:N") for one in (below, above)]
    return finished(layers, height=BARS_HEIGHT)
