"""The same extracts in another order, twice, or split over more files give the same marts (law 6).

Holds the comparison of whole published builds of the small company.
Does not hold: the comparison of raw files, which ``test_landing`` makes.
Called by pytest.
"""

import shutil
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from dagster_project import build, landing, published
from dagster_project.settings import Settings
from tests import small_company

PROVENANCE = {"event_id", "file_hash", "record_number", "short_hash"}
OF_FILES = {"fct_files", "fct_control_totals", "records", "build"}

pytestmark = pytest.mark.xdist_group("small_company")


def test_another_order_and_a_second_landing_give_identical_marts(
    small_home: Settings, tmp_path: Path
) -> None:
    other = Settings(home=tmp_path / "home")
    files = sorted((small_company.EXTRACTS / "erp").iterdir(), reverse=True)
    for file in files:
        landing.land([file], settings=other, received_at=small_company.LANDED_AT, source="erp")
    again = small_company.LANDED_AT + timedelta(hours=1)
    landing.land([small_company.EXTRACTS / "erp"], settings=other, received_at=again)
    build.build(other, started_at=small_company.BUILT_AT)
    assert _differences(small_home, other, ignored=set()) == []


def test_more_files_give_marts_identical_but_for_provenance(small_home: Settings, tmp_path: Path) -> None:
    split = tmp_path / "extracts" / "erp"
    shutil.copytree(small_company.EXTRACTS / "erp", split)
    _split(split / "documents.csv")
    _split(split / "allocations.csv")
    other = Settings(home=tmp_path / "home")
    landing.land([split], settings=other, received_at=small_company.LANDED_AT)
    build.build(other, started_at=small_company.BUILT_AT)
    assert _differences(small_home, other, ignored=PROVENANCE) == []


def _split(path: Path) -> None:
    header, *records = path.read_text(encoding="utf-8").splitlines(keepends=True)
    half = len(records) // 2
    for name, part in (("first", records[:half]), ("second", records[half:])):
        path.with_stem(f"{path.stem}_{name}").write_text(header + "".join(part), encoding="utf-8")
    path.unlink()


def _differences(one: Settings, other: Settings, *, ignored: set[str]) -> list[str]:
    """Name the tables of two published builds that differ in a row, and prove that none was left out."""
    tables = {name: _tables(name) for name in (one, other)}
    assert tables[one] == tables[other]
    assert len(tables[one]) > 20
    left, right = _rows(one, tables[one], ignored), _rows(other, tables[other], ignored)
    assert any(left.values())
    return [name for name in left if left[name] != right[name]]


def _tables(settings: Settings) -> list[str]:
    with duckdb.connect(str(_published(settings)), read_only=True) as connection:
        found = connection.execute("show all tables").fetchall()
    return sorted(f"{row[1]}.{row[2]}" for row in found if row[2] not in OF_FILES)


def _rows(settings: Settings, tables: list[str], ignored: set[str]) -> dict[str, list[str]]:
    with duckdb.connect(str(_published(settings)), read_only=True) as connection:
        read = {name: connection.table(name).df() for name in tables}
    return {
        name: sorted(
            str(tuple(row)) for row in frame.drop(columns=ignored & set(frame.columns)).values.tolist()
        )
        for name, frame in read.items()
    }


def _published(settings: Settings) -> Path:
    return settings.home / published.current(settings).path
