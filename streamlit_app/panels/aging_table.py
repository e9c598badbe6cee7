"""The table of buckets: balance, share and change of each and of their sums; each opens its items.

Holds the order and the cells of its rows.
Does not hold: SQL, arithmetic, words, the drawing of rows (``tables``).
Called by ``views.aging``.
"""

from collections.abc import Mapping

import streamlit as st

from streamlit_app import findings, formats, tables
from streamlit_app.formats import Unit
from streamlit_app.frame import Page
from streamlit_app.rows import AgingLine


def show(page: Page, lines: Mapping[str, AgingLine], *, unit: Unit) -> None:
    """Draw balance, share and change of each bucket and of their sums; each opens its items."""
    t = page.t
    basis = t("aging.table.basis", unit=t("unit.short." + unit.name, currency=page.currency_code))
    st.markdown(
        f"## {t('aging.table.title', day=page.day(page.as_of_date))}\n:small[:gray[{basis}]]", anchors=False
    )
    columns = [
        tables.Column(t("aging.bucket"), 3.4),
        tables.Column(t("aging.balance"), 2.2, is_number=True),
        tables.Column("%", 1.6, is_number=True),
        tables.Column(page.since, 2.0, is_number=True),
    ]
    owed = [line for line in lines.values() if line.is_bucket and line.share_rate is not None]
    unapplied = [line for line in lines.values() if line.is_bucket and line.share_rate is None]
    ordered = [*owed, lines["overdue"], lines["debits"], *unapplied, lines["net"]]
    tables.draw("aging_buckets", columns, [_bucket_row(page, line, unit=unit) for line in ordered])


def _bucket_row(page: Page, line: AgingLine, *, unit: Unit) -> tables.Row:
    cells = (
        findings.bucket_name(page, line.figure),
        formats.scaled(line.open_amount, page.style, unit=unit),
        formats.points(line.share_rate, page.style),
        formats.scaled(line.change_amount, page.style, unit=unit, signed=True),
    )
    return tables.Row(
        key=line.figure,
        cells=cells,
        opens=page.state.with_figure(line.figure, as_of_date=page.as_of_date),
        is_total=not line.is_bucket,
        is_chosen=page.state.figure == line.figure,
    )
