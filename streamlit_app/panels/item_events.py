"""The ledger events of an open item, and the landed record behind the chosen one.

Holds the table of events with its sum, and the record between its neighbors, as landed.
Does not hold: SQL, arithmetic, words.
Called by every panel that lists items.
"""

import json
from collections.abc import Sequence

import streamlit as st

from streamlit_app import queries, tables, trust
from streamlit_app.frame import Page
from streamlit_app.i18n import literal
from streamlit_app.rows import Item, ItemEvent, LandedRecord

PROVENANCE = ("file_hash", "record_number")  # said above the record; no part of what landed
EVENTS_WIDTH, RECORD_WIDTH = 510, 590  # beside each other at 1280, one below the other at 768


def show_chosen(page: Page) -> None:
    """Draw the item of the address, if it names one."""
    state = page.state
    if not state.document_id:
        return
    item = queries.read_item(
        page.published, page.scope, document_id=state.document_id, instalment_number=state.instalment_number
    )
    if item:
        st.divider()
        show(page, item)


def show(page: Page, item: Item) -> None:
    """Draw the events of an item beside the record of the chosen one."""
    events = queries.list_item_events(
        page.published, page.scope, document_id=item.document_id, instalment_number=item.instalment_number
    )
    chosen = next((event for event in events if event.event_id == page.state.event_id), None)
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=EVENTS_WIDTH):
            _events(page, item, events)
        with st.container(width=RECORD_WIDTH):
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
    records = queries.list_records(
        page.published, file_hash=event.file_hash, record_number=event.record_number
    )
    title = t("trace.record.title", file=literal(event.file_name), number=event.record_number)
    received = f"{page.day(file.received_at.date())} {file.received_at:%H:%M}" if file else ""
    source = literal(file.source) if file else ""
    basis = t("trace.record.basis", received=received, source=source, hash=event.file_hash[:12])
    st.markdown(
        f"## {title} {trust.TIES if records else trust.DIFFERS}\n:small[:gray[{basis}]]", anchors=False
    )
    st.code("\n".join(_line(record) for record in records), language=None)
    for record in records:
        if record.is_cited:
            st.code(_fields(record), language=None)


def _line(record: LandedRecord) -> str:
    return f"{'▸' if record.is_cited else ' '} {record.record_number}  {';'.join(_content(record).values())}"


def _fields(record: LandedRecord) -> str:
    content = _content(record)
    width = max((len(name) for name in content), default=0)
    return "\n".join(f"{name.ljust(width)}  {value}" for name, value in content.items())


def _content(record: LandedRecord) -> dict[str, str]:
    landed = json.loads(record.content).items()
    return {name: str(value) for name, value in landed if name not in PROVENANCE and value not in (None, "")}
