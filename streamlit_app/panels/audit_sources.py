"""Where the figures come from: sources with their calendar, rejected records, and the build itself.

Holds the tables of sources and rejects, and what identifies the build.
Does not hold: SQL, arithmetic, words.
Called by ``views.audit``.
"""

from collections.abc import Sequence

import streamlit as st

from streamlit_app import formats, tables
from streamlit_app.frame import Page
from streamlit_app.i18n import literal
from streamlit_app.rows import RejectedRecord, SourceCalendar


def show(page: Page, sources: Sequence[SourceCalendar]) -> None:
    """Draw each source with the days on which its files came, and those on which they were due."""
    t = page.t
    late = [one for one in sources if one.is_late]
    title = page.counted("audit.sources.late", len(late)) if late else t("audit.sources")
    st.markdown(f"## {title}\n:small[:gray[{t('audit.sources.basis')}]]", anchors=False)
    if not sources:
        st.markdown(t("audit.sources.none"))
        return
    columns = [
        tables.Column(t("audit.column.source"), 1.6),
        tables.Column(t("audit.column.files"), 1.0, is_number=True),
        tables.Column(t("audit.column.records"), 1.4, is_number=True),
        tables.Column(t("audit.column.rejects"), 1.2, is_number=True),
        tables.Column(t("audit.column.last"), 1.8, is_number=True),
        tables.Column(t("audit.column.next"), 1.8, is_number=True),
        tables.Column(t("audit.column.calendar"), 4.2),
    ]
    tables.draw("audit_sources", columns, [_source(page, one) for one in sources])


def show_rejects(page: Page, rejects: Sequence[RejectedRecord]) -> None:
    """Draw the records that count nowhere, with the reason and their text."""
    if not rejects:
        return
    title = page.counted("audit.rejects", rejects[0].reject_count)
    st.markdown(f"## {title}\n:small[:gray[{page.t('audit.rejects.basis')}]]", anchors=False)
    columns = [
        tables.Column(page.t("trace.column.record"), 3.0),
        tables.Column(page.t("audit.column.reason"), 5.4),
        tables.Column(page.t("audit.column.text"), 5.0),
    ]
    tables.draw("audit_rejects", columns, [_reject(number, one) for number, one in enumerate(rejects)])


def show_build(page: Page) -> None:
    """Say which build this is, from which code, and how to carry it away."""
    t, build = page.t, page.build
    st.markdown(f"## {t('audit.build')}\n:small[:gray[{t('audit.build.basis')}]]", anchors=False)
    st.code(
        t(
            "audit.build.text",
            build=build.build_id,
            code=build.code_version,
            known=f"{build.known_at:%Y-%m-%d %H:%M}",
            checks=f"{page.trust.passed_count}/{page.trust.check_count}",
            period=f"{page.previous_date:%Y-%m}",
        ),
        language=None,
    )


def _source(page: Page, one: SourceCalendar) -> tables.Row:
    next_day = page.day(one.next_date) if one.next_date else formats.EN_DASH
    return tables.Row(
        key=one.source,
        cells=(
            literal(one.source),
            page.count(one.file_count),
            page.count(one.record_count),
            page.count(one.reject_count),
            page.day(one.last_date),
            f":orange[{next_day}]" if one.is_late else next_day,
            f"`{one.calendar}`",
        ),
    )


def _reject(number: int, one: RejectedRecord) -> tables.Row:
    text = " ".join((one.original_text or "").split())[:80]
    cells = (
        f"{literal(one.file_name)} · {one.record_number}",
        literal(one.reason),
        f":gray[{literal(text)}]",
    )
    return tables.Row(key=str(number), cells=cells)
