"""What changed since the last forecast, and how far forecasts like it have missed.

Holds the bridge by driver and the error by weeks ahead, each with its finding.
Does not hold: SQL, arithmetic on balances, words, the shape of the charts (``trend_charts``).
Called by ``views.cash``.
"""

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from streamlit_app import formats, queries
from streamlit_app.charts import Spec
from streamlit_app.formats import Unit
from streamlit_app.frame import Page
from streamlit_app.rows import ForecastLead, ForecastStep
from streamlit_app.trend_charts import Line, Step, bridge, lines, ticks_between

WORSE = frozenset({"slipped", "disputed", "credited"})
RECORD_HEIGHT = 230
NAMED_LEAD = 4  # weeks ahead that the finding speaks of
SHOWN_LEADS = (1, 4, 8, 13)


def show(page: Page, *, unit: Unit) -> None:
    """Draw both beside each other."""
    left, right = st.columns(2, gap="medium")
    with left:
        _bridge(page, unit=unit)
    with right:
        _record(page)


def changed(page: Page, *, unit: Unit) -> str:
    """Return one sentence on what changed; nothing when there was no forecast before."""
    steps = queries.list_forecast_steps(page.published, company_id=page.company.company_id)
    if not steps:
        return ""
    change = sum((step.change_amount for step in steps), Decimal(0))
    return page.t(
        "cash.lead.changed",
        day=page.day(steps[0].previous_version_date, year=False),
        change=formats.scaled(change, page.style, unit=unit, signed=True),
    )


def _bridge(page: Page, *, unit: Unit) -> None:
    t = page.t
    steps = queries.list_forecast_steps(page.published, company_id=page.company.company_id)
    if not steps:
        st.markdown(f"## {t('cash.bridge.none')}", anchors=False)
        return
    title = _moved(page, steps, unit=unit)
    day, now = (page.day(one, year=False) for one in (steps[0].previous_version_date, steps[0].version_date))
    st.markdown(f"## {title}\n:small[:gray[{t('cash.bridge.basis', day=day, now=now)}]]", anchors=False)
    st.vega_lite_chart(spec=_bridge_spec(page, steps, unit=unit), theme=None, key="cash_bridge", alt=title)
    named = [step for step in steps if step.customer_name and step.customer_change_amount]
    for step in named[:3]:
        change = formats.scaled(step.customer_change_amount, page.style, unit=unit, signed=True)
        driver = t(f"cash.driver.{step.driver}")
        st.markdown(f":small[:gray[{driver}:] {step.customer_name} {change}]")


def _bridge_spec(page: Page, steps: Sequence[ForecastStep], *, unit: Unit) -> Spec:
    t = page.t
    before = sum((step.previous_amount for step in steps), Decimal(0))
    now = sum((step.current_amount for step in steps), Decimal(0))
    first = t("cash.bridge.forecast", day=page.day(steps[0].previous_version_date, year=False))
    last = t("cash.bridge.forecast", day=page.day(steps[0].version_date, year=False))
    rows = [_total(page, first, before, unit=unit)]
    place = before
    for step in steps:
        start, place = place, place + step.change_amount
        text = formats.scaled(step.change_amount, page.style, unit=unit, signed=True)
        meaning = "warn" if step.change_amount < 0 else "accent"
        name = t(f"cash.driver.{step.driver}")
        rows.append(Step(name, _scaled(start, unit), _scaled(place, unit), text, meaning))
    return bridge([*rows, _total(page, last, now, unit=unit)])


def _total(page: Page, name: str, amount: Decimal, *, unit: Unit) -> Step:
    place = _scaled(amount, unit)
    return Step(name, place, place, formats.scaled(amount, page.style, unit=unit), "ink")


def _moved(page: Page, steps: Sequence[ForecastStep], *, unit: Unit) -> str:
    """Name the largest driver down and the largest up."""
    down = min(steps, key=lambda step: step.change_amount)
    up = max(steps, key=lambda step: step.change_amount)
    said = [
        page.t(
            key,
            driver=page.t(f"cash.driver.{step.driver}"),
            change=formats.scaled(abs(step.change_amount), page.style, unit=unit),
        )
        for key, step, is_meant in (
            ("cash.bridge.takes", down, down.change_amount < 0),
            ("cash.bridge.adds", up, up.change_amount > 0),
        )
        if is_meant
    ]
    return "; ".join(said) or page.t("cash.bridge.steady")


def _record(page: Page) -> None:
    t = page.t
    found = queries.list_forecast_leads(page.published, company_id=page.company.company_id)
    leads = [lead for lead in found if lead.lead_weeks > 0 and lead.wape_rate is not None]
    overall = next((lead for lead in found if lead.lead_weeks == 0), None)
    if len(leads) < 2 or overall is None:
        st.markdown(f"## {t('cash.record.none')}", anchors=False)
        return
    named = next((lead for lead in leads if lead.lead_weeks == NAMED_LEAD), leads[-1])
    title = page.counted(
        "cash.record.title",
        named.lead_weeks,
        ours=formats.percent(named.wape_rate, page.style, decimals=0),
        naive=formats.percent(named.naive_wape_rate, page.style, decimals=0),
    )
    basis = t(
        "cash.record.basis",
        count=page.count(overall.forecast_count),
        coverage=formats.percent(overall.coverage_rate, page.style, decimals=0) or formats.EN_DASH,
    )
    st.markdown(f"## {title}\n:small[:gray[{basis}]]", anchors=False)
    st.vega_lite_chart(spec=_record_spec(page, leads), theme=None, key="cash_record", alt=title)
    worse = [page.count(lead.lead_weeks) for lead in leads if lead.is_naive_better]
    if worse:
        st.markdown(f":small[:orange[{t('cash.record.worse', weeks=', '.join(worse))}]]")


def _record_spec(page: Page, leads: Sequence[ForecastLead]) -> Spec:
    t = page.t
    series = [
        _line(page, leads, "naive_wape_rate", t("cash.record.naive"), "neutral"),
        _line(page, leads, "wape_rate", "Cartera", "accent"),
    ]
    top = max(y for line in series for _, y in line.places)
    places = ticks_between(0.0, top)
    shown = {lead.lead_weeks for lead in leads}
    return lines(
        series,
        x_ticks=[(week, page.count(week)) for week in SHOWN_LEADS if week in shown],
        y_ticks=[
            (place, formats.percent(Decimal(str(place)).scaleb(-2), page.style, decimals=0))
            for place in places
        ],
        y_range=(0.0, places[-1]),
        height=RECORD_HEIGHT,
        names=(t("cash.record.model"), t("cash.record.error")),
        x_title=t("cash.record.ahead"),
    )


def _line(page: Page, leads: Sequence[ForecastLead], name: str, label: str, meaning: str) -> Line:
    values = [(lead.lead_weeks, value) for lead in leads if (value := getattr(lead, name)) is not None]
    return Line(
        name=label,
        meaning=meaning,
        places=tuple((float(week), float(value.scaleb(2))) for week, value in values),
        label=label,
        tooltips=tuple(formats.percent(value, page.style) for _, value in values),
    )


def _percent(page: Page, place: float) -> str:
    return formats.percent(Decimal(str(place)).scaleb(-2), page.style, decimals=0)


def _scaled(amount: Decimal, unit: Unit) -> float:
    """Return where an amount is drawn: geometry, never shown as a figure."""
    return float(amount.scaleb(-unit.exponent))
