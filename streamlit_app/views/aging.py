"""The page of aging: who owes how much and how late, at any day of the history.

Holds the order of the page: headline figures, daily aging, the table of buckets, the trace of a figure.
Does not hold: SQL, arithmetic, words, colors.
Called by ``app``.
"""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from streamlit_app import findings, formats, frame, queries, tables
from streamlit_app.filters import MEASURES, PERIODS, FilterState
from streamlit_app.formats import Unit
from streamlit_app.frame import Page, go
from streamlit_app.rows import AgingLine, AgingPoint, MonthEnd
from streamlit_app.views import aging_chart, trace

Lines = Mapping[str, AgingLine]


def show(page: Page) -> None:
    """Draw the page."""
    t, scope = page.t, page.scope
    lines = {line.figure: line for line in queries.read_aging_lines(page.published, **scope)}
    unit = formats.unit_of(lines["debits"].open_amount, currency_code=page.currency_code)
    frame.context_row(page, note=t("unit." + unit.name, currency=page.currency_code))
    st.title(t("aging.title"), anchor=False)
    st.markdown(findings.lead(page, lines, unit=unit))
    if lines["debits"].share_rate is None and not lines["net"].open_amount:
        _empty(page)
        return
    _headline(page, lines, queries.list_aging_month_ends(page.published, **scope), unit=unit)
    st.divider()
    _controls(page)
    chart, table = st.columns([7, 4], gap="medium")
    with chart:
        _history(page, unit=unit)
    with table:
        _buckets(page, lines, unit=unit)
    st.divider()
    trace.show(page, names=[*lines])


def _headline(page: Page, lines: Lines, month_ends: Sequence[MonthEnd], *, unit: Unit) -> None:
    """Draw the five headline figures with their change since the month end before."""

    def amount(line: AgingLine) -> str:
        return formats.scaled(line.open_amount, page.style, unit=unit)

    def change(line: AgingLine) -> str:
        return formats.scaled(line.change_amount, page.style, unit=unit, signed=True)

    overdue, over_90 = lines["overdue"], lines["over_90"]
    tiles = [
        ("debits", amount(lines["debits"]), change(lines["debits"]), [end.debits_amount for end in month_ends]),
        ("overdue", amount(overdue), change(overdue), [end.overdue_amount for end in month_ends]),
        (
            "overdue_rate",
            formats.percent(overdue.share_rate, page.style),
            _points(page, overdue),
            [end.overdue_rate for end in month_ends],
        ),
        ("over_90", amount(over_90), change(over_90), [end.over_90_amount for end in month_ends]),
        (
            "unapplied",
            amount(lines["unapplied"]),
            change(lines["unapplied"]),
            [end.unapplied_amount for end in month_ends],
        ),
    ]
    with st.grid(5, min_column_width=200):
        for name, value, delta, series in tiles:
            _tile(page, name, value=value, delta=delta, month=overdue.previous_date.month, series=series)


def _tile(page: Page, name: str, *, value: str, delta: str, month: int, series: Sequence[object]) -> None:
    t = page.t
    sign = "down" if delta.startswith(formats.MINUS) else "up" if delta.startswith("+") else "off"
    st.metric(
        t(f"aging.tile.{name}"),
        f"{value} :small[:gray[{_tile_unit(page, name)}]] :small[{page.trust.mark}]",
        delta or None,
        delta_color="off",
        delta_arrow=sign,  # type: ignore[arg-type]
        delta_description=t("aging.since", month=t.months()[month - 1]) if delta else None,
        help=t(f"aging.help.{name}"),
        chart_data=[float(str(point)) for point in series if point is not None],
    )


def _tile_unit(page: Page, name: str) -> str:
    return page.t("aging.of_open") if name == "overdue_rate" else ""


def _points(page: Page, line: AgingLine) -> str:
    text = formats.points(line.change_share_rate, page.style, signed=True)
    return f"{text} {page.t('unit.points')}" if text else text


def _history(page: Page, *, unit: Unit) -> None:
    """Draw the daily balance by bucket; a click on a band opens the bucket."""
    t, state = page.t, page.state
    points = queries.list_aging_history(
        page.published, **page.scope, months=state.months, step_days=1 if state.months == PERIODS[0] else 7
    )
    title = findings.history(page, points, unit=unit)
    basis = t(f"aging.basis.{state.measure}", unit=t("unit.short." + unit.name, currency=page.currency_code))
    st.markdown(f"## {title}\n:small[:gray[{basis}]]", anchors=False)
    spec = aging_chart.spec(page.published.build_id, state, page.style, unit, page.t.language, points)
    key = f"aging_chart_{page.published.build_id}_{hash((state.company_id, state.currency_view, page.as_of_date))}"
    st.vega_lite_chart(
        spec=spec,
        theme=None,
        key=key,
        alt=title,
        on_select=_picked(page, key),
        selection_mode="bucket",
    )


def _controls(page: Page) -> None:
    t, state = page.t, page.state
    st.session_state["aging_measure"] = state.measure
    st.session_state["aging_months"] = state.months
    with st.container(horizontal=True):
        st.segmented_control(
            t("aging.measure"), MEASURES, format_func=lambda name: t(f"aging.measure.{name}"), key="aging_measure",
            required=True, on_change=_view_chosen, args=(state,), label_visibility="collapsed",
        )  # fmt: skip
        st.segmented_control(
            t("aging.period"), PERIODS, format_func=lambda count: t("aging.months", count=count), key="aging_months",
            required=True, on_change=_view_chosen, args=(state,), label_visibility="collapsed",
        )  # fmt: skip


def _view_chosen(state: FilterState) -> None:
    go(state.with_view(measure=st.session_state["aging_measure"], months=st.session_state["aging_months"]))


def _picked(page: Page, key: str) -> Callable[[], None]:
    """Return what a click on a band does: open the bucket that it names."""

    def picked() -> None:
        chosen = st.session_state[key]["selection"].get("bucket") or []
        if chosen:
            go(page.state.with_figure(str(chosen[0]["figure"]), as_of_date=page.as_of_date))

    return picked


def _buckets(page: Page, lines: Lines, *, unit: Unit) -> None:
    """Draw balance, share and change of each bucket and of their sums; each opens its items."""
    t = page.t
    month = t.months()[lines["net"].previous_date.month - 1]
    basis = t("aging.table.basis", unit=t("unit.short." + unit.name, currency=page.currency_code))
    st.markdown(f"## {t('aging.table.title', day=page.day(page.as_of_date))}\n:small[:gray[{basis}]]", anchors=False)
    columns = [
        tables.Column(t("aging.bucket"), 3.4),
        tables.Column(t("aging.balance"), 2.2, is_number=True),
        tables.Column("%", 1.6, is_number=True),
        tables.Column(t("aging.since", month=month), 2.0, is_number=True),
    ]
    debits = [line for line in lines.values() if line.is_bucket and line.share_rate is not None]
    credits = [line for line in lines.values() if line.is_bucket and line.share_rate is None]
    ordered = [*debits, lines["overdue"], lines["debits"], *credits, lines["net"]]
    tables.draw("aging_buckets", columns, [_bucket_row(page, line, unit=unit) for line in ordered])


def _bucket_row(page: Page, line: AgingLine, *, unit: Unit) -> tables.Row:
    cells = (
        findings.bucket_name(page, line.figure),
        formats.scaled(line.open_amount, page.style, unit=unit),
        formats.points(line.share_rate, page.style),
        formats.scaled(line.change_amount, page.style, unit=unit, signed=True),
    )
    return tables.Row(
        key=line.figure,
        cells=cells,
        opens=page.state.with_figure(line.figure, as_of_date=page.as_of_date),
        is_total=not line.is_bucket,
        is_chosen=page.state.figure == line.figure,
    )


def _empty(page: Page) -> None:
    """Say why there is nothing, and offer the day of the newest figures."""
    with st.container(border=True, height=180, horizontal_alignment="center", vertical_alignment="center"):
        st.markdown(page.t("aging.empty", day=page.day(page.as_of_date)), text_alignment="center")
        last = page.company.last_date
        st.button(
            page.t("aging.empty.go", day=page.day(last)),
            key="aging_nearest",
            on_click=go,
            args=(page.state.with_scope(as_of_date=None, currency_view="base"),),
        )
