"""Days sales outstanding in tables: every variant with why it differs, and what each segment adds.

Holds the rows of both and the tiles above them.
Does not hold: SQL, arithmetic on balances, words, the drawing of rows (``tables``).
Called by ``views.dso``.
"""

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from streamlit_app import formats, tables
from streamlit_app.frame import Page
from streamlit_app.panels import headline
from streamlit_app.panels.headline import Tile
from streamlit_app.rows import DsoMonth, DsoSegment

TILES = ("simple", "best_possible", "delinquent", "countback", "days_late")
VARIANTS = (
    *("simple", "best_possible", "delinquent", "unapplied", "countback", "undisputed", "tax_out", "month"),
    *("rolling_3", "rolling_12", "conventional", "per_invoice", "days_late"),
)


def show_tiles(page: Page, months: Sequence[DsoMonth]) -> None:
    """Draw the five figures that a reader asks for first."""
    headline.show(
        page,
        [
            Tile(
                label=page.t(f"dso.variant.{name}"),
                value=_days(page, getattr(months[-1], name)),
                help=page.t(f"dso.why.{name}"),
                unit=page.t("unit.days"),
                change=_change(page, months, name),
                series=[getattr(month, name) for month in months[-13:]],
            )
            for name in TILES
        ],
    )


def show_variants(page: Page, months: Sequence[DsoMonth]) -> None:
    """Draw every variant with its change and why it is not the simple one."""
    t = page.t
    st.markdown(f"## {t('dso.table')}\n:small[:gray[{t('dso.table.basis')}]]", anchors=False)
    columns = [
        tables.Column(t("dso.variant"), 2.0),
        tables.Column(t("dso.days"), 0.9, is_number=True),
        tables.Column(page.since, 0.9, is_number=True),
        tables.Column("", 0.2),
        tables.Column(t("dso.why"), 6.0),
    ]
    rows = [
        tables.Row(
            key=name,
            cells=(
                t(f"dso.variant.{name}"),
                _days(page, getattr(months[-1], name)),
                _change(page, months, name),
                "",
                f":gray[{t(f'dso.why.{name}')}]",
            ),
        )
        for name in VARIANTS
    ]
    tables.draw("dso_variants", columns, rows)


def show_segments(page: Page, segments: Sequence[DsoSegment], months: Sequence[DsoMonth]) -> None:
    """Draw what each segment adds to the company's days; a segment opens its own page."""
    t = page.t
    title = segment_finding(page, segments) or t("dso.segments")
    st.markdown(f"## {title}\n:small[:gray[{t('dso.segments.basis')}]]", anchors=False)
    columns = [
        tables.Column(t("frame.segment"), 2.4),
        tables.Column(t("dso.own"), 1.2, is_number=True),
        tables.Column(t("dso.part"), 1.4, is_number=True),
        tables.Column(page.since, 1.2, is_number=True),
    ]
    rows = [_segment_row(page, segment) for segment in segments]
    whole = _days(page, months[-1].simple)
    total = (t("dso.company"), whole, whole, _change(page, months, "simple"))
    tables.draw("dso_segments", columns, [*rows, tables.Row(key="total", cells=total, is_total=True)])


def segment_finding(page: Page, segments: Sequence[DsoSegment]) -> str:
    """Say which segment moved the days most, if any did."""
    moved = segments[0] if segments else None
    if moved is None or not moved.change_days:
        return ""
    return page.t(
        "dso.segments.finding",
        segment=page.segment_name(moved.segment),
        days=formats.number(moved.change_days, page.style, decimals=1, signed=True),
    )


def _segment_row(page: Page, segment: DsoSegment) -> tables.Row:
    return tables.Row(
        key=segment.segment or "none",
        cells=(
            page.segment_name(segment.segment),
            _days(page, segment.own_days),
            _days(page, segment.part_days),
            _days(page, segment.change_days, signed=True),
        ),
        opens=page.state.with_scope(segment=segment.segment) if segment.segment else None,
    )


def _change(page: Page, months: Sequence[DsoMonth], name: str) -> str:
    """Write the change since the month end compared with, where both are known."""
    then = next((month for month in months if month.month_end_date == page.previous_date), None)
    now, before = getattr(months[-1], name), getattr(then, name) if then else None
    return _days(page, None if now is None or before is None else now - before, signed=True)


def _days(page: Page, value: Decimal | None, *, signed: bool = False) -> str:
    return "" if value is None else formats.number(value, page.style, decimals=1, signed=signed)
