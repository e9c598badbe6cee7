"""The trace of a figure: its open items, their events, the records they came from.

Holds the five steps, each with its sum and whether it ties, and the tables that open one step after the other.
Does not hold: SQL, arithmetic, words.
Called by ``views.aging``; any page that shows a figure may call it.
"""

import json
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from streamlit_app import findings, formats, queries, tables, trust
from streamlit_app.filters import SORTS, FilterState
from streamlit_app.frame import Page, go
from streamlit_app.i18n import literal
from streamlit_app.rows import FigureTrace, Item, ItemEvent, LandedRecord, OpenItem

PAGE_SIZE = 100  # items of one page of the table
ROW_HEIGHT = 34


def show(page: Page, *, names: Sequence[str]) -> None:
    """Draw the trace of the chosen figure, or say how to choose one."""
    t, state = page.t, page.state
    if state.figure not in names:
        st.markdown(f"## {t('trace.title')}\n:small[:gray[{t('trace.invite')}]]", anchors=False)
        return
    found = queries.read_figure_trace(page.published, **page.scope, figure=state.figure)
    _title(page, found)
    _steps(page, found)
    _items(page, found)
    item = _chosen_item(page)
    if item:
        st.divider()
        _item(page, item)


def _title(page: Page, found: FigureTrace) -> None:
    t = page.t
    name = findings.bucket_name(page, page.state.figure)
    title = t("trace.figure", name=name, day=page.day(page.as_of_date))
    basis = t("trace.basis", currency=page.currency_code)
    st.markdown(f"## {title}\n:small[:gray[{basis}]]", anchors=False)
    if found.unconverted_item_count:
        st.warning(t("trace.unconverted", count=found.unconverted_item_count), icon=":material/error:")


def _steps(page: Page, found: FigureTrace) -> None:
    """Draw the five steps: what each holds, its own sum, and whether that is the figure."""
    t = page.t
    figure = page.money(found.figure_amount)
    count = page.count
    all_found = trust.tie(found.record_count, found.found_record_count)
    steps = [
        ("figure", figure, page.trust.mark, "", "fct_aging_daily"),
        ("items", page.money(found.items_amount), trust.tie(found.figure_amount, found.items_amount),
         t("trace.items.count", count=count(found.item_count)), "fct_open_items"),
        ("events", page.money(found.events_amount), trust.tie(found.figure_amount, found.events_amount),
         t("trace.events.count", count=count(found.event_count)), "fct_ledger_events"),
        ("records", count(found.record_count), all_found,
         t("trace.records.count", count=count(found.file_count)), "fct_files"),
        ("original", count(found.found_record_count), all_found, t("trace.original.count"), "trace.records"),
    ]  # fmt: skip
    with st.grid(5, min_column_width=180):
        for number, (name, value, mark, note, table) in enumerate(steps, start=1):
            with st.container(border=True, gap="xxsmall", height="stretch", key=f"trace_step_{name}"):
                st.markdown(f":small[:gray[{number} · {t('trace.step.' + name)}]]")
                st.markdown(f"**{value}** {mark}")
                st.markdown(f":small[{note or t('trace.figure.note', currency=page.currency_code)}]")
                st.markdown(f":small[`{table}`]")


def _items(page: Page, found: FigureTrace) -> None:
    """Draw the open items, a page of them; a click on one opens it."""
    t, state = page.t, page.state
    items = queries.list_open_items(
        page.published, **page.scope, figure=state.figure, sort=state.sort, limit=PAGE_SIZE, offset=state.offset
    )
    total = page.money(found.items_amount)
    title = t("trace.items.title", count=page.count(found.item_count), total=f"{total} {page.currency_code}")
    mark = trust.tie(found.figure_amount, found.items_amount)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(f"## {title} {mark}\n:small[:gray[{t('trace.items.basis')}]]", anchors=False)
        _order(page)
    key = f"trace_items_{hash((page.published.build_id, state.with_scope(as_of_date=page.as_of_date), state.offset))}"
    st.dataframe(
        _items_frame(page, items),
        key=key,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=min(ROW_HEIGHT * (len(items) + 1) + 3, 380),
        on_select=lambda: _item_chosen(state, key, items),
        selection_mode=["single-row", "single-cell"],
        column_config=_items_columns(page),
        alt=title,
        placeholder="",
    )
    _turning(page, found)


def _items_frame(page: Page, items: Sequence[OpenItem]) -> "pd.io.formats.style.Styler":
    """Return the items with their values kept for sorting and their texts for reading."""
    frame = pd.DataFrame(
        {
            "customer": [item.customer_name for item in items],
            "document": [item.document_number for item in items],
            "type": [page.t.of_code("document_type", item.document_type) for item in items],
            "due": [item.due_date for item in items],
            "days": pd.array([item.days_past_due for item in items], dtype="Int64"),
            "amount": [item.open_amount for item in items],
        }
    )
    styler = frame.style
    styler.format(lambda value: page.day(value) if value is not None else "", subset=["due"])
    styler.format(lambda value: formats.number(int(value), page.style), subset=["days"], na_rep="")
    styler.format(lambda value: page.money(value), subset=["amount"], na_rep="")
    return styler


def _items_columns(page: Page) -> dict[str, object]:
    t, config = page.t, st.column_config
    return {
        "customer": config.TextColumn(t("trace.column.customer")),
        "document": config.TextColumn(t("trace.column.document"), width=110),
        "type": config.TextColumn(t("trace.column.type"), width=110),
        "due": config.DateColumn(t("trace.column.due"), width=110),
        "days": config.NumberColumn(t("trace.column.days"), width=100),
        "amount": config.NumberColumn(t("trace.column.amount", currency=page.currency_code), width=140),
    }


def _order(page: Page) -> None:
    t, state = page.t, page.state
    st.session_state["trace_sort"] = state.sort
    st.segmented_control(
        t("trace.sort"), SORTS, format_func=lambda name: t(f"trace.sort.{name}"), key="trace_sort", required=True,
        on_change=_sort_chosen, args=(state,), label_visibility="collapsed",
    )  # fmt: skip


def _turning(page: Page, found: FigureTrace) -> None:
    """Say which items of how many are shown and offer the others: nothing is cut in silence."""
    if found.item_count <= PAGE_SIZE:
        return
    t, state = page.t, page.state
    last = min(state.offset + PAGE_SIZE, found.item_count)
    with st.container(horizontal=True, vertical_alignment="center"):
        shown = t(
            "trace.shown", first=page.count(state.offset + 1), last=page.count(last), count=page.count(found.item_count)
        )
        st.markdown(f":small[:gray[{shown}]]")
        for name, offset in (("previous", state.offset - PAGE_SIZE), ("next", state.offset + PAGE_SIZE)):
            st.button(
                t(f"trace.page.{name}"), key=f"trace_page_{name}", type="tertiary", on_click=go,
                args=(state.with_page(sort=state.sort, offset=offset),),
                disabled=not 0 <= offset < found.item_count,
            )  # fmt: skip


def _chosen_item(page: Page) -> Item | None:
    state = page.state
    if not state.document_id:
        return None
    return queries.read_item(
        page.published, **page.scope, document_id=state.document_id, instalment_number=state.instalment_number
    )


def _item(page: Page, item: Item) -> None:
    """Draw the events of an item beside the record of the chosen one."""
    events = queries.list_item_events(
        page.published, **page.scope, document_id=item.document_id, instalment_number=item.instalment_number
    )
    chosen = next((event for event in events if event.event_id == page.state.event_id), None)
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=560):
            _events(page, item, events)
        with st.container(width=560):
            if chosen:
                _record(page, chosen)
            else:
                st.markdown(f":small[:gray[{page.t('trace.event.invite')}]]")


def _events(page: Page, item: Item, events: Sequence[ItemEvent]) -> None:
    t = page.t
    title = f"{literal(item.document_number)} · {literal(item.customer_name)}"
    basis = t("trace.item.basis", instalment=item.instalment_number, currency=page.currency_code)
    st.markdown(f"## {title}\n:small[:gray[{basis}]]", anchors=False)
    columns = [
        tables.Column(t("trace.column.event"), 2.6),
        tables.Column(t("trace.column.date"), 2.2),
        tables.Column(t("trace.column.amount_plain"), 2.4, is_number=True),
        tables.Column(t("trace.column.record"), 4.4),
    ]
    rows = [_event_row(page, event) for event in events]
    mark = trust.tie(item.open_amount, item.events_amount)
    sums = (t("trace.item.balance"), "", page.money(item.events_amount), mark)
    tables.draw("trace_events", columns, [*rows, tables.Row(key="sum", cells=sums, is_total=True)])


def _event_row(page: Page, event: ItemEvent) -> tables.Row:
    return tables.Row(
        key=event.event_id,
        cells=(
            page.t.of_code("event", event.event_type),
            page.day(event.effective_date),
            page.money(event.amount),
            f"{literal(event.file_name)} · {event.record_number}",
        ),
        opens=page.state.with_event(event.event_id),
        is_chosen=page.state.event_id == event.event_id,
    )


def _record(page: Page, event: ItemEvent) -> None:
    """Draw the landed record of an event between its neighbors, as landed, and its fields by name."""
    t = page.t
    file = queries.read_file(page.published, file_hash=event.file_hash)
    records = queries.list_records(page.published, file_hash=event.file_hash, record_number=event.record_number)
    title = t("trace.record.title", file=literal(event.file_name), number=event.record_number)
    received = f"{page.day(file.received_at.date())} {file.received_at:%H:%M}" if file else ""
    source = literal(file.source) if file else ""
    basis = t("trace.record.basis", received=received, source=source, hash=event.file_hash[:12])
    st.markdown(f"## {title} {trust.TIES if records else trust.DIFFERS}\n:small[:gray[{basis}]]", anchors=False)
    st.code("\n".join(_line(record) for record in records), language=None)
    for record in records:
        if record.is_cited:
            st.code(_fields(record), language=None)


def _line(record: LandedRecord) -> str:
    values = [value for value in _content(record).values() if value]
    return f"{'▸' if record.is_cited else ' '} {record.record_number}  {';'.join(values)}"


def _fields(record: LandedRecord) -> str:
    content = {name: value for name, value in _content(record).items() if value}
    width = max((len(name) for name in content), default=0)
    return "\n".join(f"{name.ljust(width)}  {value}" for name, value in content.items())


def _content(record: LandedRecord) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in json.loads(record.content).items()}


def _item_chosen(state: FilterState, key: str, items: Sequence[OpenItem]) -> None:
    """Open the item of the selected row: the row's place in the data, however the reader sorted it."""
    selection = st.session_state[key]["selection"]
    rows = [*selection["rows"], *(row for row, _ in selection["cells"])]
    if rows:
        item = items[rows[0]]
        go(state.with_item(item.document_id, item.instalment_number))


def _sort_chosen(state: FilterState) -> None:
    go(state.with_page(sort=st.session_state["trace_sort"], offset=0))
