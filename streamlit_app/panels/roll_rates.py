"""Roll rates: how much of each bucket goes on to the next, month by month; a cell opens its items.

Holds the finding, the heat table and the items behind the chosen cell.
Does not hold: SQL, arithmetic, words, the shape of the chart (``trend_charts``).
Called by the views of aging and of days sales outstanding.
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from streamlit_app import formats, queries
from streamlit_app.charts import Figure
from streamlit_app.filters import Scope
from streamlit_app.formats import NumberStyle
from streamlit_app.frame import Page, marked
from streamlit_app.i18n import Words, words
from streamlit_app.panels import part_items
from streamlit_app.rows import Published, RollRate
from streamlit_app.trend_charts import Cell, heat

MARK = "roll"
ARROW = "\u2192"


def show(page: Page) -> None:
    """Draw the heat table with its finding, or say that no month has passed yet."""
    t = page.t
    figure = _read(page.published, page.scope, style=page.style, language=t.language)
    st.markdown(f"## {figure.title}\n:small[:gray[{t('roll.basis')}]]", anchors=False)
    if figure.spec:
        key = page.key("roll_rates")
        st.vega_lite_chart(
            spec=figure.spec, theme=None, key=key, alt=figure.title,
            on_select=marked(page, key), selection_mode="mark",
        )  # fmt: skip


def show_items(page: Page) -> None:
    """Draw the items behind the cell of the address."""
    kind, *chosen = page.state.mark.split("~")
    rate = next((rate for rate in queries.list_roll_rates(page.published, page.scope)
                 if kind == MARK and _mark(rate) == page.state.mark), None)  # fmt: skip
    if rate is None or len(chosen) != 3:
        return
    items = queries.list_roll_items(
        page.published, page.scope,
        month_end_date=rate.month_end_date, from_state=rate.from_state, to_state=rate.to_state,
    )  # fmt: skip
    title = page.t(
        "roll.items", step=_step(page.t, rate), month=_month(page.t, rate.month_end_date, year=True)
    )
    part_items.show(page, items, title=title, total=rate.amount)


@st.cache_data(max_entries=256, show_spinner=False)
def _read(published: Published, scope: Scope, *, style: NumberStyle, language: str) -> Figure:
    t = words(language)
    rates = queries.list_roll_rates(published, scope)
    if not rates:
        return Figure(t("roll.none"), {})
    months = sorted({rate.month_end_date for rate in rates})
    steps = list(dict.fromkeys(_step(t, rate) for rate in rates))
    columns = [_month(t, month, year=True) for month in months]
    cells = [_cell(t, rate, style) for rate in rates]
    names = (t("roll.cell"), t("roll.amount"))
    return Figure(_finding(t, rates, style), heat(cells, rows=steps, columns=columns, every=2, names=names))


def _finding(t: Words, rates: Sequence[RollRate], style: NumberStyle) -> str:
    """Name the step whose rate rose most since the first month shown; else the highest one."""
    last = max(rate.month_end_date for rate in rates)
    first = min(rate.month_end_date for rate in rates)
    now = {rate.from_state: rate for rate in rates if rate.month_end_date == last and rate.rate is not None}
    then = {rate.from_state: rate for rate in rates if rate.month_end_date == first and rate.rate is not None}
    both = [(now[state], then[state]) for state in now if state in then]
    if not both:
        return t("roll.title")
    newest, oldest = max(both, key=lambda pair: (pair[0].rate or 0) - (pair[1].rate or 0))
    return t(
        "roll.finding",
        step=_step(t, newest),
        rate=formats.percent(newest.rate, style, decimals=0),
        before=formats.percent(oldest.rate, style, decimals=0),
        month=_month(t, first, year=True),
    )


def _cell(t: Words, rate: RollRate, style: NumberStyle) -> Cell:
    amounts = (formats.number(rate.amount, style), formats.number(rate.from_amount or rate.amount, style))
    return Cell(
        row=_step(t, rate),
        column=_month(t, rate.month_end_date, year=True),
        share=None if rate.rate is None else float(rate.rate),
        text=formats.points(rate.rate, style, decimals=0),
        mark=_mark(rate),
        tooltip=t("roll.of", part=amounts[0], whole=amounts[1]),
    )


def _mark(rate: RollRate) -> str:
    return "~".join((MARK, rate.month_end_date.isoformat(), rate.from_state, rate.to_state))


def _step(t: Words, rate: RollRate) -> str:
    return f"{_state(t, rate.from_state)} {ARROW} {_state(t, rate.to_state)}"


def _state(t: Words, code: str) -> str:
    return t.texts.get(f"figure.{code}", formats.bucket(code))


def _month(t: Words, day: date, *, year: bool) -> str:
    return formats.month(day, t.months(), year=year)
