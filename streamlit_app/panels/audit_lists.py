"""Restatements of past periods, and a sample drawn by units of money.

Holds the two tables, their findings and the size of the sample.
Does not hold: SQL, arithmetic, words.
Called by ``views.audit``.
"""

from collections.abc import Sequence

import streamlit as st

from streamlit_app import formats, queries, tables
from streamlit_app.frame import Page
from streamlit_app.i18n import literal
from streamlit_app.rows import RestatedPeriod, SampledItem

HITS = 25
START_SHARE = 0.382  # where in the first step of money the sample starts; the same on every screen


def show_restatements(page: Page, periods: Sequence[RestatedPeriod]) -> None:
    """Draw what each period was at its close, what changed it since, and what it is now."""
    t = page.t
    changed = [one for one in periods if one.restated_amount]
    title = page.counted("audit.restated", len(changed))
    st.markdown(f"## {title}\n:small[:gray[{t('audit.restated.basis')}]]", anchors=False)
    if not periods:
        return
    columns = [
        tables.Column(t("audit.column.period"), 2.0),
        tables.Column(t("audit.column.reported"), 2.4, is_number=True),
        tables.Column(t("audit.column.restated"), 2.2, is_number=True),
        tables.Column(t("audit.column.carried"), 2.4, is_number=True),
        tables.Column(t("audit.column.known"), 2.4, is_number=True),
        tables.Column(t("audit.column.events"), 1.2, is_number=True),
    ]
    tables.draw("audit_restated", columns, [_period(page, one) for one in periods])


def show_sample(page: Page) -> None:
    """Draw the items that hold the sampled units; the binder draws its own by a seed."""
    t = page.t
    items = queries.list_sampled_items(page.published, page.scope, hits=HITS, start_share=START_SHARE)
    if not items:
        return
    first = items[0]
    title = page.counted("audit.sample", len(items), population=page.count(first.population_count))
    basis = t(
        "audit.sample.basis",
        step=page.base_money(first.interval_amount_base),
        population=page.base_money(first.population_amount_base),
        currency=page.company.base_currency_code,
    )
    st.markdown(f"## {title}\n:small[:gray[{basis}]]", anchors=False)
    columns = [
        tables.Column(t("trace.column.document"), 2.2),
        tables.Column(t("trace.column.customer"), 4.0),
        tables.Column(t("trace.column.due"), 1.8),
        tables.Column(t("audit.column.size"), 2.4, is_number=True),
        tables.Column(t("audit.column.hits"), 1.0, is_number=True),
        tables.Column("", 2.0),
    ]
    tables.draw("audit_sample", columns, [_sampled(page, item) for item in items])


def _period(page: Page, one: RestatedPeriod) -> tables.Row:
    amounts = (one.as_reported_amount, one.restated_amount, one.carried_amount, one.as_known_amount)
    texts = [page.base_money(amount) if amount is not None else formats.EN_DASH for amount in amounts]
    cells = (page.day(one.period_end_date), *texts, page.count(one.event_count))
    return tables.Row(key=one.period_end_date.isoformat(), cells=cells)


def _sampled(page: Page, item: SampledItem) -> tables.Row:
    return tables.Row(
        key=f"{item.document_id}_{item.instalment_number}",
        cells=(
            f"{literal(item.document_number)} · {item.instalment_number}",
            literal(item.customer_name),
            page.day(item.due_date),
            page.base_money(item.amount_base),
            page.count(item.hits),
            page.t("audit.top_stratum") if item.is_top_stratum else "",
        ),
        opens=page.state.with_mark(item.document_id).with_item(item.document_id, item.instalment_number),
    )
