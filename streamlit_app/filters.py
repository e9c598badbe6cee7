"""What a page shows, as one value that is also its address.

Holds FilterState and its two directions, to and from the query string, and the options that bound it.
Does not hold: widgets or session state (``frame``), reading of data (``queries``).
Called by ``frame``, ``app`` and the views.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

LANGUAGES = ("es", "en")
MEASURES = ("share", "amount")
PERIODS = (12, 24, 60)  # months of history in a chart
SORTS = ("amount", "due", "customer")
COMPARISONS = ("month", "quarter", "year")  # the end of the last one before the day
BASE = "base"  # the currency view of all documents in the company's own currency
EVERY_COMPANY = "*"  # consolidated, in the reporting currency


@dataclass(frozen=True, slots=True)
class Scope:
    """What every figure of a page is asked for: the parameters that all its queries share."""

    company_id: str
    currency_view: str
    segment: str
    as_of_date: date
    previous_date: date
    known_at: date | None


@dataclass(frozen=True, slots=True)
class FilterState:
    """Company, currency, segment, days and language, and how far the reader has opened a figure.

    Without a day it follows the latest build: a page opened again tomorrow shows tomorrow. Opening a figure
    pins the day, so that its link shows the same figure to everyone.
    """

    company_id: str = ""
    currency_view: str = BASE
    segment: str = ""
    as_of_date: date | None = None
    known_at: date | None = None
    compared: str = COMPARISONS[0]
    language: str = ""
    measure: str = MEASURES[0]
    months: int = PERIODS[0]
    figure: str = ""
    sort: str = SORTS[0]
    offset: int = 0
    document_id: str = ""
    instalment_number: int = 0
    event_id: str = ""
    customer_id: str = ""
    mark: str = ""  # what of a chart or table is opened, in the words of its panel

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """Read an address; what is not understood is left at its default."""
        return cls(
            company_id=query.get("company", ""),
            currency_view=query.get("currency", BASE),
            segment=query.get("segment", ""),
            as_of_date=_date(query.get("as_of", "")),
            known_at=_date(query.get("known_at", "")),
            compared=_choice(query.get("compared", ""), COMPARISONS, COMPARISONS[0]),
            language=_choice(query.get("language", ""), LANGUAGES, ""),
            measure=_choice(query.get("measure", ""), MEASURES, MEASURES[0]),
            months=_number(query.get("months", ""), PERIODS[0]),
            figure=query.get("figure", ""),
            sort=_choice(query.get("sort", ""), SORTS, SORTS[0]),
            offset=_number(query.get("offset", ""), 0),
            document_id=query.get("document", ""),
            instalment_number=_number(query.get("instalment", ""), 0),
            event_id=query.get("event", ""),
            customer_id=query.get("customer", ""),
            mark=query.get("mark", ""),
        )

    def to_query(self) -> dict[str, str]:
        """Write the address: always company, currency and language; the rest where it is not the default."""
        always = {"company": self.company_id, "currency": self.currency_view, "language": self.language}
        days = {"as_of": self.as_of_date, "known_at": self.known_at}
        always |= {name: day.isoformat() for name, day in days.items() if day}
        default = FilterState()
        chosen = {
            "segment": (self.segment, default.segment),
            "compared": (self.compared, default.compared),
            "measure": (self.measure, default.measure),
            "months": (self.months, default.months),
            "figure": (self.figure, default.figure),
            "sort": (self.sort, default.sort),
            "offset": (self.offset, default.offset),
            "document": (self.document_id, default.document_id),
            "instalment": (self.instalment_number, default.instalment_number),
            "event": (self.event_id, default.event_id),
            "customer": (self.customer_id, default.customer_id),
            "mark": (self.mark, default.mark),
        }
        return always | {name: str(value) for name, (value, usual) in chosen.items() if value != usual}

    def with_scope(self, **changes: object) -> "FilterState":
        """Change company, currency or day: an opened item belongs to the old ones and closes."""
        closed = replace(self, offset=0, document_id="", instalment_number=0, event_id="", mark="")
        return replace(closed, **changes)  # type: ignore[arg-type]

    def with_company(self, company_id: str) -> "FilterState":
        """Change the company: currency, segment and customer are the old one's."""
        return self.with_scope(company_id=company_id, currency_view=BASE, segment="", customer_id="")

    def with_customer(self, customer_id: str, *, as_of_date: date) -> "FilterState":
        """Open a customer: the day is pinned, so that the link shows the same to everyone."""
        return replace(self.with_scope(), figure="", customer_id=customer_id, as_of_date=as_of_date)

    def with_mark(self, mark: str) -> "FilterState":
        return replace(self.with_scope(), figure="", mark=mark)

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


def compared_date(day: date, compared: str) -> date:
    """Return the day to compare with: the end of the month, quarter or year before the day's own."""
    months_back = {"month": 0, "quarter": (day.month - 1) % 3, "year": day.month - 1}[compared]
    return date(day.year, day.month - months_back, 1) - timedelta(days=1)


def bounded(
    state: FilterState,
    *,
    company_ids: list[str],
    currencies: list[str],
    segments: list[str],
    first: date,
    last: date,
) -> FilterState:
    """Return the state with what is not on offer replaced by the first that is."""
    day = min(max(state.as_of_date, first), last) if state.as_of_date else None
    return replace(
        state,
        company_id=_choice(state.company_id, tuple(company_ids), company_ids[0]),
        currency_view=_choice(state.currency_view, (BASE, *currencies), BASE),
        segment=_choice(state.segment, ("", *segments), ""),
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
