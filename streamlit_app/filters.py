"""What a page shows, as one value that is also its address.

Holds FilterState and its two directions, to and from the query string, and the options that bound it.
Does not hold: widgets or session state (``frame``), reading of data (``queries``).
Called by ``frame``, ``app`` and the views.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

LANGUAGES = ("es", "en")
MEASURES = ("share", "amount")
PERIODS = (12, 24, 60)  # months of history in a chart
SORTS = ("amount", "due", "customer")
BASE = "base"  # the currency view of all documents in the company's own currency


@dataclass(frozen=True, slots=True)
class FilterState:
    """Company, currency, day and language, and how far the reader has opened a figure.

    Without a day it follows the latest build: a page opened again tomorrow shows tomorrow. Opening a figure
    pins the day, so that its link shows the same figure to everyone.
    """

    company_id: str = ""
    currency_view: str = BASE
    as_of_date: date | None = None
    language: str = ""
    measure: str = MEASURES[0]
    months: int = PERIODS[0]
    figure: str = ""
    sort: str = SORTS[0]
    offset: int = 0
    document_id: str = ""
    instalment_number: int = 0
    event_id: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """Read an address; what is not understood is left at its default."""
        return cls(
            company_id=query.get("company", ""),
            currency_view=query.get("currency", BASE),
            as_of_date=_date(query.get("as_of", "")),
            language=_choice(query.get("language", ""), LANGUAGES, ""),
            measure=_choice(query.get("measure", ""), MEASURES, MEASURES[0]),
            months=_number(query.get("months", ""), PERIODS[0]),
            figure=query.get("figure", ""),
            sort=_choice(query.get("sort", ""), SORTS, SORTS[0]),
            offset=_number(query.get("offset", ""), 0),
            document_id=query.get("document", ""),
            instalment_number=_number(query.get("instalment", ""), 0),
            event_id=query.get("event", ""),
        )

    def to_query(self) -> dict[str, str]:
        """Write the address: always company, currency and language; the rest where it is not the default."""
        always = {"company": self.company_id, "currency": self.currency_view, "language": self.language}
        if self.as_of_date:
            always["as_of"] = self.as_of_date.isoformat()
        default = FilterState()
        chosen = {
            "measure": (self.measure, default.measure),
            "months": (self.months, default.months),
            "figure": (self.figure, default.figure),
            "sort": (self.sort, default.sort),
            "offset": (self.offset, default.offset),
            "document": (self.document_id, default.document_id),
            "instalment": (self.instalment_number, default.instalment_number),
            "event": (self.event_id, default.event_id),
        }
        return always | {name: str(value) for name, (value, usual) in chosen.items() if value != usual}

    def with_scope(self, **changes: object) -> "FilterState":
        """Change company, currency or day: an opened item belongs to the old ones and closes."""
        closed = replace(self, offset=0, document_id="", instalment_number=0, event_id="")
        return replace(closed, **changes)  # type: ignore[arg-type]

    def with_language(self, language: str) -> "FilterState":
        return replace(self, language=language)

    def with_measure(self, measure: str) -> "FilterState":
        return replace(self, measure=measure)

    def with_months(self, months: int) -> "FilterState":
        return replace(self, months=months)

    def with_sort(self, sort: str) -> "FilterState":
        return replace(self, sort=sort, offset=0)

    def with_offset(self, offset: int) -> "FilterState":
        return replace(self, offset=offset)

    def with_figure(self, figure: str, *, as_of_date: date) -> "FilterState":
        return replace(self.with_scope(), figure=figure, as_of_date=as_of_date)

    def with_item(self, document_id: str, instalment_number: int) -> "FilterState":
        return replace(self, document_id=document_id, instalment_number=instalment_number, event_id="")

    def with_event(self, event_id: str) -> "FilterState":
        return replace(self, event_id=event_id)


def bounded(
    state: FilterState, *, company_ids: list[str], currencies: list[str], first: date, last: date
) -> FilterState:
    """Return the state with what is not on offer replaced by the first that is."""
    day = min(max(state.as_of_date, first), last) if state.as_of_date else None
    return replace(
        state,
        company_id=_choice(state.company_id, tuple(company_ids), company_ids[0]),
        currency_view=_choice(state.currency_view, (BASE, *currencies), BASE),
        as_of_date=day,
        months=state.months if state.months in PERIODS else PERIODS[0],
    )


def _choice(value: str, options: tuple[str, ...], usual: str) -> str:
    return value if value in options else usual


def _number(text: str, usual: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else usual


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
