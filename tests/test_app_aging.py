"""The page of aging, run without a browser.

Holds what the page must show and where each click must lead, on a company written by plain SQL.
Does not hold: looks and real clicks (``tests/browser``), the queries' meaning on a real build.
Called by pytest.
"""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from streamlit_app import queries
from streamlit_app.filters import BASE, FilterState, Scope, compared_date
from streamlit_app.queries import door
from streamlit_app.rows import Published
from tests.published_home import publish
from tests.tree import ROOT

FIGURES = [
    "current",
    "1-30",
    "31-60",
    "61-90",
    "91-120",
    "121+",
    "unapplied",
    "overdue",
    "over_90",
    "debits",
    "net",
]
DAYS = [date(2024, 9, 1), date(2025, 2, 28), date(2026, 10, 20), date(2026, 10, 31)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    publish(folder, build_id="first")
    return folder


@pytest.fixture
def app(home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("CARTERA_HOME", str(home))
    st.cache_data.clear()
    return AppTest.from_file(str(ROOT / "streamlit_app" / "app.py"), default_timeout=30)


def scope(company_id: str, day: date, *, view: str = BASE, segment: str = "") -> Scope:
    return Scope(
        company_id=company_id,
        currency_view=view,
        segment=segment,
        as_of_date=day,
        previous_date=compared_date(day, "month"),
        known_at=None,
    )


def opened(app: AppTest, **query: str) -> AppTest:
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert not app.error
    return app


def said(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in app.markdown)


def address(app: AppTest) -> dict[str, str]:
    return {name: text if isinstance(text, str) else text[0] for name, text in app.query_params.items()}


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize(("company_id", "view"), [("ANDINA", BASE), ("ANDINA", "USD"), ("IBERIA", "EUR")])
def test_every_step_of_the_trace_sums_to_the_figure(
    home: Path, figure: str, day: date, company_id: str, view: str
) -> None:
    trace = queries.read_figure_trace(queries.current(home), scope(company_id, day, view=view), figure=figure)
    assert trace.figure_amount == trace.items_amount == trace.events_amount
    assert trace.record_count == trace.found_record_count


def test_shares_and_changes_are_those_of_the_balances(home: Path) -> None:
    published = queries.current(home)
    now, then = scope("IBERIA", date(2026, 10, 20)), scope("IBERIA", date(2026, 9, 30))
    lines = {line.figure: line for line in queries.read_aging_lines(published, now)}
    before = {line.figure: line for line in queries.read_aging_lines(published, then)}
    buckets = [line for line in lines.values() if line.is_bucket]
    assert sum(line.open_amount for line in buckets) == lines["net"].open_amount
    assert sum(line.share_rate or 0 for line in buckets) == pytest.approx(
        Decimal(1), abs=Decimal("0.0000001")
    )
    for figure, line in lines.items():
        assert line.change_amount == line.open_amount - before[figure].open_amount
        assert line.previous_share_rate == before[figure].share_rate


@pytest.mark.parametrize("figure", ["overdue", "1-30", "unapplied"])
def test_segments_sum_to_the_company_and_each_ties_to_its_items(home: Path, figure: str) -> None:
    published, day = queries.current(home), date(2026, 10, 20)
    segments = queries.list_segments(published, company_id="ANDINA")
    whole = {line.figure: line for line in queries.read_aging_lines(published, scope("ANDINA", day))}
    parts = []
    for segment in segments:
        asked = scope("ANDINA", day, segment=segment)
        trace = queries.read_figure_trace(published, asked, figure=figure)
        lines = {line.figure: line for line in queries.read_aging_lines(published, asked)}
        history = queries.list_aging_history(published, asked, months=12, step_days=7)
        last = {point.figure: point for point in history if point.balance_date == day}
        assert trace.figure_amount == trace.items_amount == trace.events_amount == lines[figure].open_amount
        assert figure not in last or last[figure].open_amount == lines[figure].open_amount
        parts.append((lines[figure].open_amount, lines[figure].change_amount))
    assert sum(amount for amount, _ in parts) == whole[figure].open_amount != 0
    assert sum(change or 0 for _, change in parts) == whole[figure].change_amount


@pytest.mark.parametrize(
    ("compared", "day"),
    [("month", date(2026, 7, 31)), ("quarter", date(2026, 6, 30)), ("year", date(2025, 12, 31))],
)
def test_changes_are_counted_from_the_end_of_the_last_period(compared: str, day: date) -> None:
    assert compared_date(date(2026, 8, 31), compared) == day


def test_the_first_month_has_no_change_to_show(home: Path) -> None:
    lines = queries.read_aging_lines(queries.current(home), scope("IBERIA", date(2024, 9, 20)))
    assert {line.change_amount for line in lines} == {None}


def test_aging_opens_in_both_languages(app: AppTest) -> None:
    assert opened(app, language="es").title[0].value == "Antigüedad"
    app.segmented_control(key="frame_language").set_value("en").run()
    assert app.title[0].value == "Aging"
    assert address(app)["language"] == "en"


def test_a_click_on_a_bucket_leads_to_its_items_and_pins_the_day(app: AppTest) -> None:
    opened(app, language="en", company="ANDINA").button(key="open_aging_buckets_31-60").click().run()
    assert address(app)["figure"] == "31-60"
    assert address(app)["as_of"] == "2026-10-31"
    assert "Trace of a figure: 31–60" in said(app)
    assert ":red[" not in said(app)


def test_an_address_opens_the_item_its_events_and_the_record(app: AppTest) -> None:
    opened(
        app, language="en", company="ANDINA", currency="USD", as_of="2026-10-20", figure="31-60",
        document="D-01425", instalment="1",
    )  # fmt: skip
    assert "8,725.20" in said(app)
    app.button(key="open_trace_events_o-ANDINAD-01425").click().run()
    assert address(app)["event"] == "o-ANDINAD-01425"
    landed = "\n".join(element.value for element in app.code)
    assert "▸ 1426" in landed
    assert "8725.2000" in landed


def test_another_day_closes_the_opened_item(app: AppTest) -> None:
    opened(app, language="en", company="ANDINA", figure="31-60", document="D-01425", instalment="1")
    app.date_input(key="frame_day").set_value(date(2025, 3, 31)).run()
    assert address(app)["as_of"] == "2025-03-31"
    assert address(app)["figure"] == "31-60"
    assert "document" not in address(app)


def test_an_address_with_nonsense_falls_back_to_what_is_on_offer(app: AppTest) -> None:
    opened(
        app, company="ANDINA", currency="XXX", as_of="2999-01-01", language="xx", figure="drop",
        months="7", offset="-1", document="<script>", event="%27",
    )  # fmt: skip
    assert address(app)["company"] == "ANDINA"
    assert address(app)["currency"] == BASE
    assert address(app)["as_of"] == "2026-10-31"


@pytest.mark.parametrize("company", ["2' or 1=1", "NOT-THERE", "*"])
def test_a_link_to_a_company_that_is_not_there_says_so_and_offers_the_own(app: AppTest, company: str) -> None:
    opened(app, company=company, language="en")
    assert app.title[0].value == "Nothing here"
    app.button(key="door_own").click().run()
    assert address(app)["company"] == "ANDINA"
    assert app.title[0].value == "Aging"


def test_a_new_build_appears_on_the_next_rerun(
    tmp_path: Path, app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARTERA_HOME", str(tmp_path))
    publish(tmp_path, build_id="one")
    assert "`one`" in said(opened(app, language="en"))
    publish(tmp_path, build_id="two")
    app.run()
    assert "`two`" in said(app)
    assert "`one`" not in said(app)


def test_a_rerun_asks_for_the_build_once(home: Path, app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Published] = []
    current = queries.current

    def counted(folder: Path, **access: tuple[str, ...]) -> Published:
        asked.append(current(folder, **access))
        return asked[-1]

    monkeypatch.setattr(queries, "current", counted)
    opened(app, language="en", figure="overdue")
    page, watch = asked
    assert page == watch


def test_without_a_build_the_page_says_so(
    tmp_path: Path, app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARTERA_HOME", str(tmp_path))
    assert "Nothing has been published yet" in said(opened(app, language="en"))


def test_a_late_build_says_so(tmp_path: Path, app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARTERA_HOME", str(tmp_path))
    publish(tmp_path, build_id="old", published_at=datetime.now(UTC) - timedelta(days=3))
    assert "more than 36 hours old" in said(opened(app, language="en"))


@pytest.mark.parametrize(
    "state",
    [
        FilterState(company_id="A", language="es"),
        FilterState(
            company_id="A", language="en", currency_view="USD", as_of_date=date(2026, 1, 2), months=24
        ),
        FilterState(
            company_id="A",
            language="en",
            figure="121+",
            document_id="F&1=2|é",
            instalment_number=3,
            offset=100,
        ),
    ],
)
def test_an_address_holds_the_whole_state(state: FilterState) -> None:
    assert FilterState.from_query(state.to_query()) == state


def test_the_app_cannot_write_or_read_outside_its_build(home: Path) -> None:
    connection = door._connection(queries.current(home).path)
    for text in ("create table marts.x (a int)", "select * from read_text('/etc/passwd')", "set threads = 9"):
        with pytest.raises(Exception, match=r"(?i)read-only|disabled|locked|permission"):
            connection.cursor().execute(text)


def test_both_languages_say_something_everywhere() -> None:
    folder = ROOT / "streamlit_app" / "locales"
    spanish, english = (json.loads((folder / f"{name}.json").read_text()) for name in ("es", "en"))
    assert spanish.keys() == english.keys()
    assert all(text.strip() for text in [*spanish.values(), *english.values()])
