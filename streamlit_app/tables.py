"""Tables whose rows open what they are made of.

Holds the drawing of rows as native elements: the first cell is a button, the others are aligned text.
Does not hold: figures, words, the style of rows (``style.css``).
Called by the views.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from streamlit_app.filters import FilterState
from streamlit_app.frame import go


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    width: float
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in markdown; `opens` is the state that a click on the first one leads to."""

    key: str
    cells: tuple[str, ...]
    opens: FilterState | None = None
    is_total: bool = False
    is_chosen: bool = False


def draw(key: str, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Draw the header and the rows, hairlines between them and a stronger line above a total."""
    with st.container(key=f"table_{key}", gap=None):
        with st.container(key=f"table_head_{key}"):
            _cells(columns, [f":gray[{column.label}]" for column in columns])
        for number, row in enumerate(rows):
            with st.container(key=f"table_{_kind(row)}_{key}_{number}"):
                _row(f"{key}_{row.key}", columns, row)


def _row(key: str, columns: Sequence[Column], row: Row) -> None:
    cells = [f"**{cell}**" if row.is_total and cell else cell for cell in row.cells]
    if row.opens is None:
        _cells(columns, cells)
        return
    first, *rest = st.columns([column.width for column in columns], gap="small", vertical_alignment="center")
    first.button(cells[0], key=f"open_{key}", type="tertiary", on_click=go, args=(row.opens,))
    for place, column, cell in zip(rest, columns[1:], cells[1:], strict=True):
        place.markdown(cell, text_alignment="right" if column.is_number else "left")


def _cells(columns: Sequence[Column], cells: Sequence[str]) -> None:
    places = st.columns([column.width for column in columns], gap="small", vertical_alignment="center")
    for place, column, cell in zip(places, columns, cells, strict=True):
        place.markdown(cell, text_alignment="right" if column.is_number else "left")


def _kind(row: Row) -> str:
    if row.is_chosen:
        return "chosen"
    return "total" if row.is_total else "line"
