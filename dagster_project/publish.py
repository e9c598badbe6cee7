"""A build made visible: one new file, then one pointer.

Holds the copy of the marts into a file of their own and the atomic move of ``current.json``.
Does not hold: what the marts mean, nor which builds are kept.
Called by the Dagster definitions and by build.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ClassVar

from dagster_project import faults, trace_sums, warehouse
from dagster_project.errors import CarteraError
from dagster_project.inputs import Inputs
from dagster_project.settings import Settings
from dagster_project.trace_sums import BrokenSum

PUBLISHED_SCHEMAS = ("marts", "trace")
# Rows of each mart, drawn by hash, whose traces every build checks; the tests check all of a small company.
TRACED_ROWS = 25


class TraceBrokenError(CarteraError):
    """A figure is not the sum of what it traces to: nothing is published."""

    exit_status: ClassVar[int] = 3

    def __init__(self, broken: Sequence[BrokenSum]) -> None:
        first = broken[0]
        super().__init__(
            f"check traces_sum_to_their_figures failed on {len(broken)} figures; {first.figure} of"
            f" {first.row} is {first.value}, its parts sum to {first.parts_sum}"
        )


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a build: its name, how it ended, and on how many rows it failed."""

    check_name: str
    status: str
    severity: str
    failures: int


@dataclass(frozen=True, slots=True)
class Published:
    """One published file, as ``current.json`` names it."""

    build_id: str
    path: str
    as_of_date: str
    published_at: str


def publish(settings: Settings, *, inputs: Inputs, checks: Sequence[Check]) -> Published:
    """Copy the marts of the work warehouse into a new published file and point at it."""
    faults.point("publish.started")
    unpublished = _empty_file(settings, inputs.build_id)
    _copy(settings, unpublished, inputs=inputs, checks=checks)
    faults.point("publish.copied")
    sync(unpublished)
    faults.point("publish.synced")
    settings.builds.mkdir(parents=True, exist_ok=True)
    target = settings.builds / f"{inputs.build_id}.duckdb"
    unpublished.replace(target)
    faults.point("publish.renamed")
    sync(settings.builds)
    published = Published(
        build_id=inputs.build_id,
        path=str(target.relative_to(settings.home)),
        as_of_date=inputs.as_of.isoformat(),
        published_at=f"{inputs.started_at.isoformat()}Z",
    )
    point_at(settings, published)
    return published


def point_at(settings: Settings, published: Published) -> None:
    """Replace ``current.json`` in one step: a reader sees the old one or the new one."""
    fresh = settings.pointer.with_suffix(".json.tmp")
    fresh.write_text(json.dumps(asdict(published), indent=2) + "\n", encoding="utf-8")
    sync(fresh)
    faults.point("publish.pointer_written")
    fresh.replace(settings.pointer)
    faults.point("publish.pointed")
    sync(settings.home)


def sync(path: Path) -> None:
    """Have the disk hold a file, or the names of a folder, before the next step."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _empty_file(settings: Settings, build_id: str) -> Path:
    settings.unpublished.mkdir(parents=True, exist_ok=True)
    for leftover in settings.unpublished.iterdir():
        leftover.unlink()
    return settings.unpublished / f"{build_id}.duckdb"


def _copy(settings: Settings, path: Path, *, inputs: Inputs, checks: Sequence[Check]) -> None:
    with warehouse.connect(path) as connection:
        warehouse.run(connection, "publish/attach_warehouse", path=settings.warehouse)
        for schema in PUBLISHED_SCHEMAS:
            warehouse.run(connection, "publish/create_schema", schema=schema)
        for schema, table in warehouse.run(connection, "publish/list_tables").fetchall():
            warehouse.run(connection, "publish/copy_table", schema=schema, table=table)
            faults.point("publish.copying")
        warehouse.run(
            connection,
            "publish/create_build",
            {
                "build_id": inputs.build_id,
                "as_of_date": inputs.as_of,
                "known_at": inputs.known_at,
                "published_at": inputs.started_at,
                "code_version": inputs.code_version,
                "seeds_hash": inputs.seeds_hash,
            },
            raw=settings.raw,
        )
        warehouse.run(connection, "publish/detach_warehouse")
        every_check = [*checks, _check_traces(connection)]
        warehouse.run(
            connection,
            "publish/create_checks",
            {"checks": json.dumps([asdict(check) for check in every_check])},
        )
        faults.point("publish.filled")
        warehouse.run(connection, "publish/checkpoint")


def _check_traces(connection: warehouse.Connection) -> Check:
    """Refuse a file with a figure that its own trace does not sum to."""
    broken = trace_sums.list_broken_sums(connection, sample=TRACED_ROWS)
    if broken:
        raise TraceBrokenError(broken)
    return Check("traces_sum_to_their_figures", status="pass", severity="error", failures=0)
