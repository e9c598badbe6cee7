"""The published marts against the re-performance, on companies drawn by Hypothesis.

Holds batches of whole companies, each landed and built by the real pipeline and compared row for row.
Does not hold: examples worked by hand; test_reperformance_examples does.
Called by pytest.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest

from tests import comparison, homes
from tests.comparison import Difference
from tests.reperformance.ledger import perform
from tests.world_files import DELIVERIES, Sent, files
from tests.worlds import draw_apart

WORLDS_IN_A_BATCH = 40
BATCHES_IN_CI = (1, 2)
BATCHES_IN_DEPTH = (3, 4, 5)
LAST_DAY = date(2025, 12, 31)  # after everything drawn
LAGS = (None, 10, None, 95, None)  # the fourth delivery was extracted before the third came


@dataclass(frozen=True, slots=True)
class Clock:
    """The day and the time that a batch is built for, and those at which its events are summed."""

    as_of: date
    known_at: datetime | None
    days: tuple[date, ...]
    times: tuple[datetime, ...]


@pytest.mark.parametrize("batch", BATCHES_IN_CI)
def test_marts_equal_the_reperformance_on_drawn_companies(batch: int, tmp_path: Path) -> None:
    _compare(batch, tmp_path)


@pytest.mark.deep
@pytest.mark.parametrize("batch", BATCHES_IN_DEPTH)
def test_marts_equal_the_reperformance_on_more_drawn_companies(batch: int, tmp_path: Path) -> None:
    _compare(batch, tmp_path)


def _compare(batch: int, folder: Path) -> None:
    (worlds, rates), clock = draw_apart(WORLDS_IN_A_BATCH, seed_number=batch), _draw_clock(batch)
    sent = files(worlds, rates, lags=LAGS)
    settings = homes.land(sent, home=folder / "home")
    path = homes.build_home(settings, as_of=clock.as_of, known_at=clock.known_at)
    extracts = [file.extract for file in sent]
    read = partial(homes.read_mart, path)
    ledger = perform(extracts, known_at=clock.known_at)
    found = comparison.compare(read, ledger, clock.as_of)
    found += comparison.compare_landing(read, extracts)
    found += comparison.compare_restatements(
        read, extracts, ledger, as_of=clock.as_of, known_at=clock.known_at
    )
    found += comparison.compare_knowledge(read, extracts, days=clock.days, times=clock.times)
    assert ledger.items
    assert not found, _smallest(found, worlds)


def _draw_clock(batch: int) -> Clock:
    """Draw the clock of a batch; the first knows everything, the others what was known at some time."""
    random = Random(batch)
    span = (DELIVERIES[-1] - DELIVERIES[1]).days
    known_at = DELIVERIES[1] + timedelta(days=random.randrange(span)) if batch > 1 else None
    times = [DELIVERIES[0] + timedelta(days=random.randrange(400)) for _ in range(3)]
    days = [date(2024, 1, 1) + timedelta(days=random.randrange(400)) for _ in range(3)]
    horizon = known_at or datetime(9999, 1, 1, tzinfo=UTC)
    as_of = date(2024, 9, 1) + timedelta(days=random.randrange(200))
    return Clock(
        as_of, known_at, (*days, as_of, LAST_DAY), (*(time for time in times if time <= horizon), horizon)
    )


def _smallest(found: Sequence[Difference], worlds: Sequence[tuple[Sent, ...]]) -> str:
    """Describe the differences of the smallest company that has any, and all that it sent."""
    sizes = {world[0].row["company_id"]: len(world) for world in worlds}
    company = min({difference.company_id for difference in found}, key=lambda name: sizes.get(name, 0))
    world = next((world for world in worlds if world[0].row["company_id"] == company), ())
    marts = Counter(difference.mart.split()[0] for difference in found)
    lines = [f"{len(found)} differences ({dict(marts)}); the smallest company is {company}:"]
    lines += [str(difference) for difference in found if difference.company_id == company][:20]
    for record in world:
        said = {column: text for column, text in record.row.items() if text and column != "company_id"}
        lines.append(f"delivery {record.delivery} {record.entity} {said}")
    return "\n".join(lines)
