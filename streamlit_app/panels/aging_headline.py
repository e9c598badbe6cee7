"""The five headline figures of aging, each with its change, its small line and its mark of trust.

Holds the tiles and what each says.
Does not hold: SQL, arithmetic, words.
Called by ``views.aging``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import streamlit as st

from streamlit_app import formats
from streamlit_app.formats import Unit
from streamlit_app.frame import Page
from streamlit_app.rows import AgingLine, MonthEnd


@dataclass(frozen=True, slots=True)
class Tile:
    name: str
    value: str
    delta: str
    series: Sequence[Decimal | None]
    basis: str = ""


def show(page: Page, lines: Mapping[str, AgingLine], month_ends: Sequence[MonthEnd], *, unit: Unit) -> None:
    """Draw the tiles with their change since the month end before."""
    overdue = lines["overdue"]
    tiles = [
        _amount(page, "debits", lines["debits"], [end.debits_amount for end in month_ends], unit=unit),
        _amount(page, "overdue", overdue, [end.overdue_amount for end in month_ends], unit=unit),
        _share(page, overdue, [end.overdue_rate for end in month_ends]),
        _amount(page, "over_90", lines["over_90"], [end.over_90_amount for end in month_ends], unit=unit),
        _amount(
            page, "unapplied", lines["unapplied"], [end.unapplied_amount for end in month_ends], unit=unit
        ),
    ]
    with st.grid(5, min_column_width=200):
        for tile in tiles:
            _draw(page, tile, month=overdue.previous_date.month)


def _amount(page: Page, name: str, line: AgingLine, series: Sequence[Decimal | None], *, unit: Unit) -> Tile:
    value = formats.scaled(line.open_amount, page.style, unit=unit)
    return Tile(name, value, formats.scaled(line.change_amount, page.style, unit=unit, signed=True), series)


def _share(page: Page, overdue: AgingLine, series: Sequence[Decimal | None]) -> Tile:
    change = formats.points(overdue.change_share_rate, page.style, signed=True)
    delta = f"{change} {page.t('unit.points')}" if change else ""
    value = formats.percent(overdue.share_rate, page.style)
    return Tile("overdue_rate", value, delta, series, basis=f":gray[{page.t('aging.of_open')}] ")


def _draw(page: Page, tile: Tile, *, month: int) -> None:
    t = page.t
    st.metric(
        t(f"aging.tile.{tile.name}"),
        f"{tile.value} :small[{tile.basis}{page.trust.mark}]",
        tile.delta or None,
        delta_color="off",
        delta_arrow=_arrow(tile.delta),
        delta_description=t("aging.since", month=t.months()[month - 1]) if tile.delta else None,
        help=t(f"aging.help.{tile.name}"),
        chart_data=[float(point) for point in tile.series if point is not None],
    )


def _arrow(delta: str) -> Literal["up", "down", "off"]:
    """Return the arrow of a change; the sign for minus is not one to Streamlit."""
    if delta.startswith(formats.MINUS):
        return "down"
    return "up" if delta.startswith("+") else "off"
