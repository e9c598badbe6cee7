"""A document from its number: its instalments, their events and records, and the figures it is part of.

Holds the search box and what it finds.
Does not hold: SQL, arithmetic, words, the events of an item (``item_events``).
Called by ``views.audit``.
"""

from collections.abc import Sequence

import streamlit as st

from streamlit_app import formats, queries, tables
from streamlit_app.frame import Page, go
from streamlit_app.i18n import literal
from streamlit_app.panels import item_events
from streamlit_app.rows import FoundDocument


def show(page: Page) -> None:
    """Draw the box, what it found, and the chosen instalment from both ends."""
    t, needle = page.t, page.state.mark
    st.markdown(f"## {t('audit.search')}\n:small[:gray[{t('audit.search.basis')}]]", anchors=False)
    st.session_state["audit_needle"] = needle
    st.text_input(
        t("audit.search.label"), key="audit_needle", placeholder=t("audit.search.label"), width=420,
        label_visibility="collapsed", on_change=_searched, args=(page,),
    )  # fmt: skip
    if not needle:
        return
    found = queries.list_documents_found(page.published, page.scope, needle=needle)
    if not found:
        st.markdown(t("audit.search.none", needle=literal(needle)))
        return
    _found(page, found)
    _figures(page)
    if not page.state.figure:
        item_events.show_chosen(page)


def _searched(page: Page) -> None:
    go(page.state.with_mark(str(st.session_state["audit_needle"]).strip()))


def _found(page: Page, found: Sequence[FoundDocument]) -> None:
    t = page.t
    columns = [
        tables.Column(t("trace.column.document"), 2.4),
        tables.Column(t("trace.column.type"), 2.0),
        tables.Column(t("trace.column.customer"), 3.4),
        tables.Column(t("trace.column.date"), 1.6),
        tables.Column(t("trace.column.due"), 1.6),
        tables.Column(t("audit.column.open"), 2.2, is_number=True),
    ]
    tables.draw("audit_found", columns, [_found_row(page, one) for one in found])


def _found_row(page: Page, one: FoundDocument) -> tables.Row:
    number = literal(one.document_number or one.document_id)
    chosen = (one.document_id, one.instalment_number) == (
        page.state.document_id,
        page.state.instalment_number,
    )
    open_amount = formats.money(one.open_amount, page.style, currency_code=one.currency_code)
    return tables.Row(
        key=f"{one.document_id}_{one.instalment_number}",
        cells=(
            f"{number} · {one.instalment_number}",
            page.t.of_code("document_type", one.document_type),
            literal(one.customer_name),
            page.day(one.posting_date),
            page.day(one.due_date),
            f"{open_amount} {one.currency_code}",
        ),
        opens=page.state.with_item(one.document_id, one.instalment_number),
        is_chosen=chosen,
    )


def _figures(page: Page) -> None:
    """Draw the figures that the chosen instalment is part of: the way back up."""
    t, state = page.t, page.state
    if not state.document_id or state.figure:
        return
    figures = queries.list_document_figures(
        page.published, page.scope, document_id=state.document_id, instalment_number=state.instalment_number
    )
    if not figures:
        st.markdown(f":small[:gray[{t('audit.figures.none', day=page.day(page.as_of_date))}]]")
        return
    st.markdown(f"## {t('audit.figures')}\n:small[:gray[{t('audit.figures.basis')}]]", anchors=False)
    columns = [
        tables.Column(t("audit.column.figure"), 5.0),
        tables.Column(t("audit.column.part"), 2.2, is_number=True),
        tables.Column(t("audit.column.whole"), 2.2, is_number=True),
    ]
    rows = [
        tables.Row(
            key=f"{one.mart}_{one.figure}",
            cells=(
                f"`{one.mart}` {literal(one.figure)}",
                page.base_money(one.amount_base),
                page.base_money(one.figure_amount_base),
            ),
        )
        for one in figures
    ]
    tables.draw("audit_figures", columns, rows)
