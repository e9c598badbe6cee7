"""A figure down to its records: open items, events, landed lines.

Holds one function per statement on them.
Does not hold: SQL text, the connection (``door``).
Called by the panels of the trace.
"""

from streamlit_app.filters import Scope
from streamlit_app.queries import door
from streamlit_app.rows import FigureTrace, Item, ItemEvent, LandedFile, LandedRecord, OpenItem, Published


@door.cached
def read_figure_trace(published: Published, scope: Scope, *, figure: str) -> FigureTrace:
    return door.one(published, "read_figure_trace", FigureTrace, scope, figure=figure)


@door.cached
def list_open_items(
    published: Published, scope: Scope, *, figure: str, sort: str, limit: int, offset: int
) -> list[OpenItem]:
    return door.rows(
        published, "list_open_items", OpenItem, scope, figure=figure, sort=sort, limit=limit, offset=offset
    )


@door.cached
def read_item(published: Published, scope: Scope, *, document_id: str, instalment_number: int) -> Item | None:
    found = door.rows(
        published, "read_item", Item, scope, document_id=document_id, instalment_number=instalment_number
    )
    return next(iter(found), None)


@door.cached
def list_item_events(
    published: Published, scope: Scope, *, document_id: str, instalment_number: int
) -> list[ItemEvent]:
    return door.rows(
        published, "list_item_events", ItemEvent, scope,
        document_id=document_id, instalment_number=instalment_number,
    )  # fmt: skip


@door.cached
def list_records(published: Published, *, file_hash: str, record_number: int) -> list[LandedRecord]:
    return door.rows(
        published, "list_records", LandedRecord, file_hash=file_hash, record_number=record_number
    )


@door.cached
def read_file(published: Published, *, file_hash: str) -> LandedFile | None:
    return next(iter(door.rows(published, "read_file", LandedFile, file_hash=file_hash)), None)
