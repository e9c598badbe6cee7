"""The published file, to be read.

Holds the pointer's reading, the hardened connection, and the headline figures of a build.
Does not hold: definitions of figures (marts), nor writing of any kind.
Called by the command line, by builds and by trace.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from dagster_project import warehouse
from dagster_project.errors import CarteraError
from dagster_project.publish import Published
from dagster_project.settings import Settings


class NothingPublishedError(CarteraError):
    """There is no build to read."""

    def __init__(self, home: Path) -> None:
        super().__init__(f"nothing is published in {home}; run `cartera build` first")


class PointerBrokenError(CarteraError):
    """``current.json`` names no build that is there."""

    def __init__(self, pointer: Path) -> None:
        super().__init__(f"{pointer} names no published build; choose one with `cartera builds use ID`")


@dataclass(frozen=True, slots=True)
class Receivable:
    """The receivables of one company in one currency."""

    company_id: str
    currency_code: str
    open_amount: Decimal
    overdue_amount: Decimal
    unapplied_amount: Decimal


@dataclass(frozen=True, slots=True)
class Headline:
    """What a person wants to know first of a build."""

    published: Published
    receivables: list[Receivable]
    reject_count: int
    build_reject_count: int
    warnings: list[str]


def current(settings: Settings) -> Published:
    """Return what the pointer names."""
    if not settings.pointer.exists():
        raise NothingPublishedError(settings.home)
    try:
        published = Published(**json.loads(settings.pointer.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise PointerBrokenError(settings.pointer) from error
    if not (settings.home / published.path).is_file():
        raise PointerBrokenError(settings.pointer)
    return published


@contextmanager
def open_current(settings: Settings) -> Iterator[warehouse.Connection]:
    """Open the published file that serves now: read-only, and blind to everything else."""
    with open_build(settings, current(settings)) as connection:
        yield connection


@contextmanager
def open_build(settings: Settings, published: Published) -> Iterator[warehouse.Connection]:
    """Open one published file in the same way."""
    with warehouse.connect(settings.home / published.path, read_only=True) as connection:
        yield connection


def read_headline(settings: Settings) -> Headline:
    """Return the headline figures of the build that serves."""
    published = current(settings)
    with open_build(settings, published) as connection:
        receivables = warehouse.run(connection, "publish/read_receivables").fetchall()
        rejects, build_rejects = warehouse.run(connection, "publish/read_rejects").fetchall()[0]
        warnings = warehouse.run(connection, "publish/list_warnings").fetchall()
    return Headline(
        published=published,
        receivables=[Receivable(*row) for row in receivables],
        reject_count=int(rejects),
        build_reject_count=int(build_rejects),
        warnings=[str(row[0]) for row in warnings],
    )
