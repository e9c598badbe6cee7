"""The published builds of a home: which are there, how two differ, which serves, which go.

Holds the verbs of `cartera builds`.
Does not hold: how a build is made or published.
Called by the command line.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from dagster_project import publish, published, warehouse
from dagster_project.errors import CarteraError
from dagster_project.publish import Published
from dagster_project.settings import Settings

# A binder lays this file beside the build that it rests on: <build_id>.held.
HELD_SUFFIX = ".held"


class UnknownBuildError(CarteraError):
    """A build that is not there."""

    def __init__(self, build_id: str) -> None:
        super().__init__(f"there is no build {build_id!r}; `cartera builds list` shows those there are")


@dataclass(frozen=True, slots=True)
class Build:
    """One published file, by its own account."""

    build_id: str
    as_of_date: date
    known_at: datetime
    published_at: datetime
    code_version: str
    seeds_hash: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What two builds disagree on in one mart: rows that only one of them has."""

    mart: str
    only_in_first: int | None
    only_in_second: int | None


@dataclass(frozen=True, slots=True)
class EventDifference:
    """One event that two builds do not share; `amount` is what the second has more of it."""

    reason: str
    company_id: str
    currency_code: str
    document_id: str
    instalment_number: int
    event_id: str
    event_type: str
    effective_date: date
    amount: Decimal
    amount_base: Decimal
    file_hash: str
    record_number: int


@dataclass(frozen=True, slots=True)
class ReasonTotal:
    """What one reason adds to the balance of a company in a currency."""

    company_id: str
    currency_code: str
    reason: str
    event_count: int
    amount: Decimal
    amount_base: Decimal


def list_builds(settings: Settings) -> list[Build]:
    """Return all builds, oldest first."""
    serving = _current_id(settings)
    return [_describe(path, serving=serving) for path in sorted(settings.builds.glob("*.duckdb"))]


def diff(settings: Settings, first: str, second: str) -> list[Difference]:
    """Compare two builds mart by mart; one that only one of them has, or in another shape, has no counts."""
    with _both(settings, first, second) as connection:
        marts = warehouse.run(connection, "builds/list_marts").fetchall()
        return [_compare(connection, mart, alike=alike) for mart, alike in marts]


def compare(settings: Settings, first: str, second: str) -> list[EventDifference]:
    """Return the events by which the balances of two builds differ, each with the reason why."""
    with _both(settings, first, second) as connection:
        rows = warehouse.run(connection, "builds/list_event_differences").fetchall()
    return [EventDifference(*row) for row in rows]


def by_reason(differences: Sequence[EventDifference]) -> list[ReasonTotal]:
    """Return how much of the balances' difference each reason makes, by company and currency."""
    totals: dict[tuple[str, str, str], ReasonTotal] = {}
    for one in differences:
        key = (one.company_id, one.currency_code, one.reason)
        so_far = totals.get(key, ReasonTotal(*key, 0, Decimal(0), Decimal(0)))
        totals[key] = ReasonTotal(
            *key,
            so_far.event_count + 1,
            so_far.amount + one.amount,
            so_far.amount_base + one.amount_base,
        )
    return [totals[key] for key in sorted(totals)]


def use(settings: Settings, build_id: str) -> Published:
    """Make a build the one that serves."""
    path = _path(settings, build_id)
    build = _describe(path, serving="")
    chosen = Published(
        build_id=build.build_id,
        path=str(path.relative_to(settings.home)),
        as_of_date=build.as_of_date.isoformat(),
        published_at=f"{build.published_at.isoformat()}Z",
    )
    publish.point_at(settings, chosen)
    return chosen


def prune(settings: Settings, *, keep: int) -> list[str]:
    """Delete all builds but the newest `keep`, the current, those a binder holds, and each month's last."""
    paths = sorted(settings.builds.glob("*.duckdb"))
    last_of_month = {path.stem[:6]: path for path in paths}
    spared = {*paths[max(len(paths) - keep, 0) :], *last_of_month.values()}
    doomed = [
        path
        for path in paths
        if path not in spared
        and path.stem != _current_id(settings)
        and not path.with_suffix(HELD_SUFFIX).exists()
    ]
    for path in doomed:
        path.unlink()
    return [path.stem for path in doomed]


def _describe(path: Path, *, serving: str) -> Build:
    with warehouse.connect(path, read_only=True) as connection:
        answer = warehouse.run(connection, "builds/read_build")
        names = [column[0] for column in answer.description or []]
        account = dict(zip(names, answer.fetchall()[0], strict=True))
    return Build(**account, is_current=account["build_id"] == serving)


def _current_id(settings: Settings) -> str:
    try:
        return published.current(settings).build_id
    except (published.NothingPublishedError, published.PointerBrokenError):
        return ""


def _path(settings: Settings, build_id: str) -> Path:
    path = settings.builds / f"{build_id}.duckdb"
    if path.parent != settings.builds or not path.is_file():
        raise UnknownBuildError(build_id)
    return path


@contextmanager
def _both(settings: Settings, first: str, second: str) -> Iterator[warehouse.Connection]:
    with warehouse.connect() as connection:
        for alias, build_id in (("first", first), ("second", second)):
            warehouse.run(connection, "builds/attach_build", path=_path(settings, build_id), alias=alias)
        yield connection


def _compare(connection: warehouse.Connection, mart: str, *, alike: bool) -> Difference:
    if not alike:
        return Difference(mart=mart, only_in_first=None, only_in_second=None)
    row = warehouse.run(connection, "builds/compare_mart", mart=mart).fetchall()[0]
    return Difference(mart, *row)
