"""The items of a figure or the customers, to take away as a file.

Holds the offer of CSV and XLSX and what is written in them, made when a reader asks for it.
Does not hold: the writing of files (``exports``), SQL, words.
Called by ``figure_trace`` and ``customer_list``.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

import streamlit as st

from streamlit_app import exports, formats, queries
from streamlit_app.exports import Sheet
from streamlit_app.filters import BASE
from streamlit_app.frame import Page
from streamlit_app.rows import FigureTrace

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_items(page: Page, found: FigureTrace) -> None:
    """Offer every item of the figure, whatever page of the table is shown."""
    _offer(page, "items", lambda: _items(page, found), count=found.item_count)


def offer_customers(page: Page, *, count: int) -> None:
    """Offer every customer of the filters."""
    _offer(page, "customers", lambda: _customers(page), count=count)


def _offer(page: Page, name: str, make: Callable[[], Sheet], *, count: int) -> None:
    t = page.t
    if count > exports.LARGEST:
        refused = t("export.too_large", count=page.count(count), limit=page.count(exports.LARGEST))
        st.markdown(f":small[:gray[{refused}]]")
        return
    file = f"cartera-{name}-{page.company.company_id}-{page.as_of_date.isoformat()}"
    delimiter = ";" if page.style.decimal_mark == "," else ","
    with st.container(horizontal=True):
        st.download_button(
            "CSV", lambda: exports.to_csv(make(), delimiter=delimiter), f"{file}.csv", "text/csv",
            key=f"export_{name}_csv", type="tertiary", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "XLSX", lambda: exports.to_xlsx(make()), f"{file}.xlsx", XLSX,
            key=f"export_{name}_xlsx", type="tertiary", icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def _items(page: Page, found: FigureTrace) -> Sheet:
    t, state = page.t, page.state
    items = queries.list_open_items(
        page.published, page.scope, figure=state.figure, sort=state.sort, limit=exports.LARGEST + 1, offset=0
    )
    names = ("customer", "document", "type", "currency", "posted", "due", "days")
    columns = [t(f"trace.column.{name}") for name in names]
    return Sheet(
        title=t.texts.get(f"figure.{state.figure}", formats.bucket(state.figure)),
        columns=(*columns, t("trace.column.amount", currency=page.currency_code)),
        rows=tuple(
            (
                item.customer_name, item.document_number, t.of_code("document_type", item.document_type),
                item.currency_code, item.posting_date, item.due_date, item.days_past_due, item.open_amount,
            )
            for item in items
        ),
        total_name=t("export.total"),
        total=found.figure_amount,
        about=_about(page, count=len(items), total=found.figure_amount, figure=state.figure),
        about_name=t("export.about"),
        decimals=formats.minor_digits(page.currency_code),
    )  # fmt: skip


def _customers(page: Page) -> Sheet:
    t = page.t
    lines = queries.list_customers(page.published, page.scope, search="", limit=exports.LARGEST + 1, offset=0)
    total = sum((line.overdue_amount for line in lines), Decimal(0))
    columns = (
        t("trace.column.customer"), t("frame.segment"), t("customers.column.oldest"),
        t("customers.column.debits"), t("customers.column.unapplied"), t("customers.column.overdue"),
    )  # fmt: skip
    return Sheet(
        title=t("customers.title"),
        columns=columns,
        rows=tuple(
            (
                line.customer_name, page.segment_name(line.segment), line.oldest_days, line.debits_amount,
                line.unapplied_amount, line.overdue_amount,
            )
            for line in lines
        ),
        total_name=t("export.total"),
        total=total,
        about=_about(page, count=len(lines), total=total, figure="overdue"),
        about_name=t("export.about"),
        decimals=formats.minor_digits(page.currency_code),
    )  # fmt: skip


def _about(page: Page, *, count: int, total: Decimal, figure: str) -> Mapping[str, str]:
    """Return what the file was made of, for whoever opens it without the app."""
    t, state, build = page.t, page.state, page.build
    currency = t("frame.all_in", currency=page.currency_code) if state.currency_view == BASE \
        else t("frame.only_in", currency=page.currency_code)  # fmt: skip
    return {
        t("frame.company"): f"{page.company.company_name} ({page.company.company_id})",
        t("frame.as_of"): page.as_of_date.isoformat(),
        t("frame.currency"): currency,
        t("frame.segment"): page.segment_name(state.segment) if state.segment else t("frame.segment.all"),
        t("export.figure"): figure,
        t("export.rows"): str(count),
        t("export.total"): f"{total:f}",
        t("export.build"): build.build_id,
        t("export.code"): build.code_version,
        t("export.reader"): page.user or t("frame.local"),
        t("export.made"): f"{page.now:%Y-%m-%d %H:%M} UTC",
    }
