"""The audit: tie-out, roll-forward, documents, restatements, sample, sources.

Holds one function per statement on it.
Does not hold: SQL text, the connection (``door``).
Called by the page of the audit.
"""

from streamlit_app.filters import Scope
from streamlit_app.queries import door
from streamlit_app.rows import (
    DocumentFigure,
    FoundDocument,
    Published,
    RestatedPeriod,
    RollForwardLine,
    SampledItem,
    SourceCalendar,
    TieOutLine,
)


@door.cached
def list_tie_out_lines(published: Published, scope: Scope) -> list[TieOutLine]:
    return door.rows(published, "list_tie_out_lines", TieOutLine, scope)


@door.cached
def list_roll_forward_lines(published: Published, scope: Scope) -> list[RollForwardLine]:
    return door.rows(published, "list_roll_forward_lines", RollForwardLine, scope)


@door.cached
def list_documents_found(published: Published, scope: Scope, *, needle: str) -> list[FoundDocument]:
    return door.rows(published, "list_documents_found", FoundDocument, scope, needle=needle)


@door.cached
def list_document_figures(
    published: Published, scope: Scope, *, document_id: str, instalment_number: int
) -> list[DocumentFigure]:
    return door.rows(
        published,
        "list_document_figures",
        DocumentFigure,
        scope,
        document_id=document_id,
        instalment_number=instalment_number,
    )


@door.cached
def list_restated_periods(published: Published, scope: Scope) -> list[RestatedPeriod]:
    return door.rows(published, "list_restated_periods", RestatedPeriod, scope)


@door.cached
def list_sampled_items(
    published: Published, scope: Scope, *, hits: int, start_share: float
) -> list[SampledItem]:
    return door.rows(published, "list_sampled_items", SampledItem, scope, hits=hits, start_share=start_share)


@door.cached
def list_source_calendars(published: Published) -> list[SourceCalendar]:
    return door.rows(published, "list_source_calendars", SourceCalendar)
