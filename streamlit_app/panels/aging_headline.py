"""The five headline figures of aging.

Holds the tiles and what each says.
Does not hold: the drawing of a tile (``headline``), SQL, arithmetic, words.
Called by ``views.aging``.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from streamlit_app import formats
from streamlit_app.formats import Unit
from streamlit_app.frame import Page
from streamlit_app.panels import headline
from streamlit_app.panels.headline import Tile
from streamlit_app.rows import AgingLine, MonthEnd


def show(page: Page, lines: Mapping[str, AgingLine], month_ends: Sequence[MonthEnd], *, unit: Unit) -> None:
    """Draw the tiles with their change since the day compared with."""
    series = {
        "debits": [end.debits_amount for end in month_ends],
        "overdue": [end.overdue_amount for end in month_ends],
        "over_90": [end.over_90_amount for end in month_ends],
        "unapplied": [end.unapplied_amount for end in month_ends],
    }
    amounts = {name: _amount(page, name, lines[name], points, unit=unit) for name, points in series.items()}
    share = _share(page, lines["overdue"], [end.overdue_rate for end in month_ends])
    headline.show(
        page, [amounts["debits"], amounts["overdue"], share, amounts["over_90"], amounts["unapplied"]]
    )


def _amount(page: Page, name: str, line: AgingLine, series: Sequence[Decimal | None], *, unit: Unit) -> Tile:
    return Tile(
        label=page.t(f"aging.tile.{name}"),
        value=formats.scaled(line.open_amount, page.style, unit=unit),
        help=page.t(f"aging.help.{name}"),
        change=formats.scaled(line.change_amount, page.style, unit=unit, signed=True),
        series=series,
    )


def _share(page: Page, overdue: AgingLine, series: Sequence[Decimal | None]) -> Tile:
    change = formats.points(overdue.change_share_rate, page.style, signed=True)
    return Tile(
        label=page.t("aging.tile.overdue_rate"),
        value=formats.percent(overdue.share_rate, page.style),
        help=page.t("aging.help.overdue_rate"),
        unit=page.t("aging.of_open"),
        change=f"{change} {page.t('unit.points')}" if change else "",
        series=series,
    )
