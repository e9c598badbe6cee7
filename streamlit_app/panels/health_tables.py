"""Sources, refused records and checks, each as a table.

Holds their rows and findings.
Does not hold: SQL, arithmetic, words, the drawing of rows (``tables``).
Called by ``views.health``.
"""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from streamlit_app import frame, tables, trust
from streamlit_app.frame import Page
from streamlit_app.i18n import literal
from streamlit_app.rows import Check, RejectedRecord, Source

ROW_HEIGHT = 34
TABLE_HEIGHT = 380
PAGE_SIZE = 100
WARNS = ":orange[:material/error:]"


def show_sources(page: Page, sources: Sequence[Source]) -> None:
    """Draw what each source sent, and whether it is late by its own habit."""
    t = page.t
    late = [source for source in sources if source.is_late]
    title = t("health.sources.late", source=literal(late[0].source)) if late else t("health.sources.all")
    st.markdown(f"## {title}\n:small[:gray[{t('health.sources.basis')}]]", anchors=False)
    names = ("files", "records", "rejects", "ignored", "received", "gap", "silent")
    columns = [
        tables.Column(t("health.column.source"), 2.2),
        *(tables.Column(t(f"health.column.{name}"), 1.4, is_number=True) for name in names),
    ]
    tables.draw("health_sources", columns, [_source(page, source) for source in sources])


def show_rejects(page: Page, rejects: Sequence[RejectedRecord]) -> None:
    """Draw the refused records with the text as it came."""
    t = page.t
    count = rejects[0].reject_count if rejects else 0
    title = page.counted("health.rejects", count) if count else t("health.rejects.none")
    st.markdown(f"## {title}\n:small[:gray[{t('health.rejects.basis')}]]", anchors=False)
    if not rejects:
        return
    columns = ("file", "record", "entity", "reason", "text")
    rows = [(one.file_name, one.record_number, one.entity, one.reason, one.original_text) for one in rejects]
    st.dataframe(
        pd.DataFrame(rows, columns=[t(f"health.column.{name}") for name in columns]),
        key=page.key("health_rejects"),
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=min(ROW_HEIGHT * (len(rejects) + 1) + 3, TABLE_HEIGHT),
        alt=title,
    )
    frame.turning(page, count=count, size=PAGE_SIZE)


def show_checks(page: Page, checks: Sequence[Check]) -> None:
    """Draw every check, those that did not pass first."""
    t = page.t
    passed = page.trust.passed_count
    title = t("health.checks", passed=page.count(passed), total=page.count(len(checks)))
    st.markdown(f"## {title}\n:small[:gray[{t('health.checks.basis')}]]", anchors=False)
    columns = [t(f"health.column.{name}") for name in ("check", "blocks", "rows", "result")]
    st.dataframe(
        pd.DataFrame([_check(page, check) for check in checks], columns=columns),
        key=page.key("health_checks"),
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=min(ROW_HEIGHT * (len(checks) + 1) + 3, TABLE_HEIGHT),
        alt=title,
    )


def _source(page: Page, source: Source) -> tables.Row:
    t = page.t
    rejected = page.count(source.reject_count)
    cells = (
        f"{WARNS if source.is_late else trust.TIES} {literal(source.source)}",
        page.count(source.file_count),
        page.count(source.record_count),
        f":orange[{rejected}]" if source.reject_count else rejected,
        page.count(source.ignored_count),
        page.day(source.last_received_at.date()),
        "" if source.usual_gap_days is None else t("health.days", count=page.count(source.usual_gap_days)),
        t("health.days", count=page.count(source.silent_days)),
    )
    return tables.Row(source.source, cells)


def _check(page: Page, check: Check) -> tuple[str, str, int, str]:
    t = page.t
    words = check.check_name.removeprefix("assert_").replace("_", " ")
    severity, status = f"health.severity.{check.severity}", f"health.status.{check.status}"
    return (words, t.texts.get(severity, ""), check.failures, t.texts.get(status, check.status))
