"""Pictures of the pages for the documentation: ``python -m tests.browser.take_screenshots HOME [NAME …]``.

Holds which states of which page are taken, in which language, theme and width.
Does not hold: checks; a person looks at the pictures before they are committed.
Called by a person, on the home of the demo company.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser import served
from tests.tree import ROOT

FOLDER = ROOT / "docs" / "screenshots"
PATIENCE = 60_000  # milliseconds
DRAWING = 6_000  # milliseconds until charts and fonts stand


@dataclass(frozen=True, slots=True)
class Picture:
    """A state of a page as one reader sees it."""

    name: str
    language: str
    theme: str
    width: int

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}-{self.language}-{self.theme}-{self.width}.png"


DAY = "company=CL01&as_of=2026-10-31"
STATES = {
    "aging": ("aging", DAY),
    "dso": ("dso", DAY),
    "cash": ("cash", "company=CL01&mark=2026-11-16"),
    "customers": ("customers", DAY),
    "customer": ("customers", DAY + "&customer=CL-1002"),
    "audit": ("audit", DAY),
    "health": ("health", DAY),
    "trace": ("aging", "company=ES01&as_of=2026-10-31&figure=61-90"),
}
PICTURES = [
    *(Picture(name, language, "light", 1280) for name in STATES for language in ("es", "en")),
    Picture("aging", "en", "dark", 768),
    Picture("customer", "es", "dark", 768),
    Picture("dso", "en", "dark", 1280),
]


def main(home: Path, names: Sequence[str]) -> None:
    """Take the pictures of these names, or all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served.serve(home) as address, served.browser() as browser:
        for picture in PICTURES:
            if names and picture.name not in names:
                continue
            _take(browser, address, picture)


def _take(browser: Browser, address: str, picture: Picture) -> None:
    context = browser.new_context(
        viewport={"width": picture.width, "height": 900},
        color_scheme="dark" if picture.theme == "dark" else "light",
        locale="es-CL" if picture.language == "es" else "en-US",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    path, query = STATES[picture.name]
    page.goto(f"{address}/{path}?language={picture.language}&{query}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(DRAWING)
    if picture.name == "trace":
        _open_first_item(page)
    page.mouse.move(0, 0)
    height = page.get_by_test_id("stMain").evaluate("element => element.scrollHeight")
    page.set_viewport_size({"width": picture.width, "height": height + 8})
    page.wait_for_timeout(DRAWING)
    page.screenshot(path=picture.file)
    context.close()


def _open_first_item(page: Page) -> None:
    """Open the largest item and the record of its first event."""
    grid = page.get_by_test_id("stDataFrame")
    grid.scroll_into_view_if_needed()
    page.wait_for_timeout(DRAWING)
    box = grid.bounding_box()
    assert box
    page.mouse.click(box["x"] + 120, box["y"] + 52)
    events = page.locator(".st-key-table_trace_events").get_by_role("button")
    expect(events.first).to_be_visible(timeout=PATIENCE)
    events.first.click()
    expect(page.get_by_test_id("stCode").first).to_be_visible(timeout=PATIENCE)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
