"""How late a customer pays, and how old what it owes is beside the whole book.

Holds the findings and the choice of what is drawn.
Does not hold: SQL, arithmetic, words, the shape of the charts (``streamlit_app.customer_charts``).
Called by ``panels.customer``.
"""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

import streamlit as st

from streamlit_app import customer_charts, formats, queries
from streamlit_app.charts import Figure
from streamlit_app.customer_charts import Invoice, Piece
from streamlit_app.filters import Scope
from streamlit_app.formats import NumberStyle
from streamlit_app.frame import Page
from streamlit_app.i18n import words
from streamlit_app.rows import CustomerBucket, CustomerInvoice, Published

NAMED = 3  # open invoices with their number in the chart
YEAR = timedelta(days=365)


def show(page: Page) -> None:
    """Draw both beside each other; one below the other in a narrow window."""
    chosen = (page.published, page.scope, page.state.customer_id, page.style, page.t.language)
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=690):
            _draw(page, _points(*chosen), "points")
        with st.container(width=410):
            _draw(page, _bars(*chosen), "bars")


def _draw(page: Page, figure: Figure, name: str) -> None:
    st.markdown(f"## {figure.title}\n:small[:gray[{figure.basis}]]", anchors=False)
    if figure.spec:
        st.vega_lite_chart(spec=figure.spec, theme=None, key=page.key(f"customer_{name}"), alt=figure.title)


@st.cache_data(max_entries=256, show_spinner=False)
def _points(
    published: Published, scope: Scope, customer_id: str, style: NumberStyle, language: str
) -> Figure:
    t = words(language)
    invoices = queries.list_customer_invoices(published, scope, customer_id=customer_id)
    basis = t("customer.points.basis", day=formats.day(scope.as_of_date, t.months(), year=False))
    if not invoices:
        return Figure(t("customer.points.none"), {}, basis)
    largest = max(one.amount for one in invoices)
    late = sorted((one for one in invoices if one.is_open), key=lambda one: -one.amount)[:NAMED]
    points = [
        Invoice(
            due=one.due_date.isoformat(),
            days_late=one.days_late,
            size=float(one.amount / largest),
            is_open=one.is_open,
            name=one.document_number if one in late else "",
            tooltip=t("customer.point", number=one.document_number, days=one.days_late,
                      amount=formats.number(one.amount, style)),
        )
        for one in invoices
    ]  # fmt: skip
    spec = customer_charts.days_late(
        points,
        months=t.months(),
        names=(t("trace.column.document"), t("customer.late")),
        first=(scope.as_of_date - YEAR).isoformat(),
        last=scope.as_of_date.isoformat(),
    )
    return Figure(t(_later(invoices)), spec, basis)


def _later(invoices: Sequence[CustomerInvoice]) -> str:
    """Say whether the newer half of the invoices was later than the older half, half by count."""
    half = len(invoices) // 2
    if half < NAMED:
        return "customer.points.title"
    older = sorted(one.days_late for one in invoices[:half])[half // 2]
    newer = sorted(one.days_late for one in invoices[half:])[(len(invoices) - half) // 2]
    if abs(newer - older) < NAMED:
        return "customer.points.same"
    return "customer.points.later" if newer > older else "customer.points.sooner"


@st.cache_data(max_entries=256, show_spinner=False)
def _bars(published: Published, scope: Scope, customer_id: str, style: NumberStyle, language: str) -> Figure:
    t = words(language)
    buckets = queries.list_customer_buckets(published, scope, customer_id=customer_id)
    basis = t("customer.bars.basis")
    if all(bucket.rate is None for bucket in buckets):
        return Figure(t("customer.bars.none"), {}, basis)
    pieces = _pieces(buckets, style, bar=0) + _pieces(buckets, style, bar=1)
    names = (t("customer.bars.this"), t("customer.bars.book"))
    current = next(bucket for bucket in buckets if bucket.position == min(one.position for one in buckets))
    older = (current.rate or Decimal(0)) < (current.book_rate or Decimal(0))
    title = t("customer.bars.older" if older else "customer.bars.younger")
    return Figure(title, customer_charts.two_bars(pieces, names=names), basis)


def _pieces(buckets: Sequence[CustomerBucket], style: NumberStyle, *, bar: int) -> list[Piece]:
    pieces: list[Piece] = []
    place = 0.0
    for bucket in buckets:
        rate = (bucket.book_rate if bar else bucket.rate) or Decimal(0)
        end = min(place + float(rate), 1.0)
        text = formats.points(rate, style, decimals=0)
        pieces.append(Piece(bar, bucket.figure, bucket.position, place, end, text))
        place = end
    return [piece for piece in pieces if piece.end > piece.start]
