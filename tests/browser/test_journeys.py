"""What readers do, done in a real browser.

Holds the journeys: a figure down to its record, sorting before a click, a band of the chart, language, a
narrow window, a build published meanwhile.
Does not hold: figures of the marts (checked where they are made), pictures (``take_screenshots``).
Called by pytest.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.published_home import publish

pytestmark = pytest.mark.xdist_group("browser")  # one server and one browser for all of them

HEADER = 35  # height of the grid's header; rows are 34 high
ROW = 34


def opened(page: Page, address: str, query: str) -> Page:
    page.goto(f"{address}/?{query}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def step(page: Page, name: str) -> Locator:
    return page.locator(f".st-key-trace_step_{name}")


def click_grid(page: Page, *, x: int, y: int) -> None:
    """Click the table of items, which is a canvas, at a place within it."""
    grid = page.get_by_test_id("stDataFrame")
    grid.scroll_into_view_if_needed()
    page.wait_for_timeout(800)  # it draws itself anew after a scroll
    box = grid.bounding_box()
    assert box
    page.mouse.click(box["x"] + x, box["y"] + y)


def click_row(page: Page, number: int) -> None:
    """Click the row that the reader sees at this place, from 0."""
    click_grid(page, x=120, y=HEADER + ROW * number + ROW // 2)


def test_a_reader_opens_a_past_figure_down_to_its_record(page: Page, small_address: str) -> None:
    opened(page, small_address, "language=es&company=N1")
    page.get_by_test_id("stDateInput").get_by_role("spinbutton").first.click()
    page.keyboard.type("30042026", delay=60)
    page.get_by_role("heading", level=1).click()
    bucket = page.get_by_role("button", name="31–60", exact=True)
    expect(page.get_by_role("heading", name=re.compile(r"^Al 30\sabr\s2026"))).to_be_visible()
    # F2: 500,000 due 12 March, of which 300,000 was paid on 20 March.
    line = page.locator('[class*="st-key-table_line_aging_buckets"]', has=bucket)
    expect(line).to_contain_text("200")
    bucket.click()
    expect(step(page, "figure")).to_contain_text(
        "200.000"
    )  # its mark is the build's, which is long published
    for name in ("items", "events"):
        expect(step(page, name)).to_contain_text("200.000")
        expect(step(page, name)).to_contain_text("check_circle")
    expect(page.get_by_role("heading", name=re.compile("1 partida suma 200.000 CLP"))).to_be_visible()
    click_row(page, 0)
    expect(page.get_by_role("heading", name=re.compile("^1002 · "))).to_be_visible()
    events = page.locator(".st-key-table_trace_events")
    expect(events).to_contain_text("500.000")
    expect(events).to_contain_text("−300.000")
    expect(events.locator('[class*="st-key-table_total"]')).to_contain_text("200.000")
    expect(events.locator('[class*="st-key-table_total"]')).to_contain_text("check_circle")
    events.get_by_role("button", name="Factura").click()
    expect(page.get_by_role("heading", name=re.compile("documents.csv, registro 2"))).to_be_visible()
    landed = page.get_by_test_id("stCode")
    expect(landed.first).to_contain_text("▸ 2  N1;F2;invoice;1002;K1;2026-02-10;2026-03-12;CLP;500000")
    expect(landed.last).to_contain_text(re.compile(r"amount\s+500000"))
    link = page.url
    other = page.context.new_page()
    other.goto(link)
    expect(other.get_by_role("heading", name=re.compile("documents.csv, registro 2"))).to_be_visible()


def test_a_click_after_sorting_opens_the_row_that_was_clicked(page: Page, wide_address: str) -> None:
    opened(page, wide_address, "language=en&company=ANDINA&figure=31-60&as_of=2026-10-20")
    expect(page.get_by_role("heading", name=re.compile("44 items add up to"))).to_be_visible()
    click_row(page, 0)
    expect(page.get_by_role("heading", name=re.compile("^F-49425 · "))).to_be_visible()  # the largest
    click_grid(page, x=1050, y=HEADER // 2)
    click_row(page, 0)
    expect(page.get_by_role("heading", name=re.compile("^F-49259 · "))).to_be_visible()  # the smallest
    total = page.locator(".st-key-table_trace_events [class*='st-key-table_total']")
    expect(total).to_contain_text("548,008")


def test_a_click_on_a_band_of_the_chart_opens_its_bucket(page: Page, wide_address: str) -> None:
    opened(page, wide_address, "language=en&company=ANDINA")
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart.get_by_text(re.compile("^1–30 · "))).to_be_visible()
    box = chart.bounding_box()
    assert box
    chart.click(position={"x": box["width"] * 0.6, "y": box["height"] * 0.3})
    expect(page.get_by_role("heading", name=re.compile("Trace of a figure: 1–30"))).to_be_visible()


def test_the_language_changes_every_word(page: Page, wide_address: str) -> None:
    opened(page, wide_address, "language=es&company=IBERIA&figure=overdue")
    expect(page.get_by_role("heading", name=re.compile("Rastro de una cifra"))).to_be_visible()
    page.get_by_role("radio", name="EN", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("Trace of a figure"))).to_be_visible()
    expect(page.get_by_text("Rastro")).to_have_count(0)
    assert "language=en" in page.url


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("width", [768, 1280])
def test_nothing_runs_off_the_page_and_nothing_leaves_the_machine(
    page: Page, wide_address: str, language: str, width: int
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": width, "height": 900})
    opened(
        page, wide_address,
        f"language={language}&company=ANDINA&figure=31-60&as_of=2026-10-20&document=D-01425&instalment=1",
    )  # fmt: skip
    expect(page.get_by_role("heading", name=re.compile("^F-49425 · "))).to_be_visible()
    page.wait_for_timeout(1000)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth")
    assert {url for url in asked if not url.startswith((wide_address, "data:", "blob:"))} == set()


def test_a_build_published_meanwhile_appears_by_itself(
    page: Page, wide_address: str, wide_home: Path
) -> None:
    opened(page, wide_address, "language=en&company=ANDINA")
    publish(wide_home, build_id="second")
    trust = page.get_by_test_id("stPopover").get_by_role("button")
    expect(trust).to_contain_text("0 min ago", timeout=40_000)
    trust.click()
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text("second", timeout=40_000)
