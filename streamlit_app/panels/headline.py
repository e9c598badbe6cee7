"""Headline figures: a row of tiles, each with value, change, small line, definition and mark of trust.

Holds the drawing of a tile from texts and numbers that a panel made.
Does not hold: SQL, arithmetic, words.
Called by the headline of each page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import streamlit as st

from streamlit_app import formats
from streamlit_app.frame import Page

TILE_WIDTH = 200  # five to a row at 1280, three and two at 768


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure; `since` says what the change is counted from, `mark` overrules the page's mark of trust."""

    label: str
    value: str
    help: str
    unit: str = ""
    change: str = ""
    since: str = ""
    series: Sequence[Decimal | None] = ()
    is_breach: bool = False
    mark: str = ""


def show(page: Page, tiles: Sequence[Tile]) -> None:
    """Draw the tiles beside each other."""
    with st.grid(5, min_column_width=TILE_WIDTH):
        for tile in tiles:
            _draw(page, tile)


def _draw(page: Page, tile: Tile) -> None:
    unit = f":gray[{tile.unit}] " if tile.unit else ""
    points = [float(point) for point in tile.series if point is not None]  # a shape, never shown as figures
    st.metric(
        tile.label,
        f"{tile.value or formats.EN_DASH} :small[{unit}{tile.mark or page.trust.mark}]",
        tile.change or None,
        delta_color=_color(tile),
        delta_arrow=_arrow(tile.change),
        delta_description=tile.since or page.since if tile.change else None,
        help=tile.help,
        chart_data=points if len(points) > 1 else None,
    )


def _color(tile: Tile) -> Literal["inverse", "normal", "off"]:
    """Grey, unless a limit is broken: then red, whichever way it moved."""
    if not tile.is_breach:
        return "off"
    return "normal" if tile.change.startswith(formats.MINUS) else "inverse"


def _arrow(change: str) -> Literal["up", "down", "off"]:
    """Return the arrow of a change; the sign for minus is not one to Streamlit."""
    if change.startswith(formats.MINUS):
        return "down"
    return "up" if change.startswith("+") else "off"
