"""The page of data: what was expected and came, what was refused, which checks hold, which build this is.

Holds the order of the page.
Does not hold: SQL, arithmetic, words, colors.
Called by ``app``.
"""

from collections.abc import Sequence

import streamlit as st

from streamlit_app import frame, queries
from streamlit_app.frame import Page
from streamlit_app.panels import headline, health_tables
from streamlit_app.panels.headline import Tile
from streamlit_app.rows import RejectedRecord, Source


def show(page: Page) -> None:
    """Draw the page."""
    t = page.t
    sources = queries.list_sources(page.published)
    rejects = queries.list_rejects(page.published, limit=health_tables.PAGE_SIZE, offset=page.state.offset)
    frame.context_row(page, note=t("health.unit"))
    st.title(t("health.title"), anchor=False)
    st.markdown(_lead(page, rejects))
    if page.trust.state == "failed":
        st.error(t("health.failed", day=page.day(page.build.as_of_date)), icon=":material/cancel:")
    headline.show(page, _tiles(page, sources, rejects))
    st.divider()
    health_tables.show_sources(page, sources)
    st.divider()
    health_tables.show_rejects(page, rejects)
    st.divider()
    health_tables.show_checks(page, page.checks)


def _lead(page: Page, rejects: Sequence[RejectedRecord]) -> str:
    trust = page.trust
    said = page.t(
        "health.lead", passed=page.count(trust.passed_count), total=page.count(trust.check_count),
        age=frame.age(page),
    )  # fmt: skip
    count = rejects[0].reject_count if rejects else 0
    return f"{said} {page.counted('health.lead.rejects', count)}" if count else said


def _tiles(page: Page, sources: Sequence[Source], rejects: Sequence[RejectedRecord]) -> list[Tile]:
    counts = {
        "files": sum(source.file_count for source in sources),
        "records": sum(source.record_count for source in sources),
        "rejects": rejects[0].reject_count if rejects else 0,
        "late": sum(source.is_late for source in sources),
        "checks": page.trust.passed_count,
    }
    units = {"checks": page.t("health.of", total=page.count(page.trust.check_count))}
    return [
        Tile(
            page.t(f"health.tile.{name}"), page.count(count), page.t(f"health.help.{name}"),
            unit=units.get(name, ""),
        )
        for name, count in counts.items()
    ]  # fmt: skip
