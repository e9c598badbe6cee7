"""The health of what landed: sources and refused records.

Holds one function per statement on them.
Does not hold: SQL text, the connection (``door``).
Called by the page of data.
"""

from streamlit_app.queries import door
from streamlit_app.rows import Published, RejectedRecord, Source


@door.cached
def list_sources(published: Published) -> list[Source]:
    return door.rows(published, "list_sources", Source)


@door.cached
def list_rejects(published: Published, *, limit: int, offset: int) -> list[RejectedRecord]:
    return door.rows(published, "list_rejects", RejectedRecord, limit=limit, offset=offset)
