"""A binder is recomputed without us, and what was changed in it or before it is named.

Holds binders of the small company: sealed, verified by bare Python, changed by bytes and by amounts.
Does not hold: the company (``small_company``), nor the record of access (``test_access``).
Called by pytest.
"""

import csv
import json
import shutil
import subprocess
import sys
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from dagster_project import access, warehouse
from dagster_project.binder import assemble, sampling, verify_binder
from dagster_project.binder.assemble import Binder, Order
from dagster_project.published import current
from dagster_project.settings import Settings

PERIOD = "2026-04"
MADE_AT = datetime.fromisoformat("2026-06-01T12:00:00")
TAMPERED = {
    "update marts.fct_aging_customers_monthly set open_amount = open_amount + 1": "aged_trial_balance.csv",
    "update marts.fct_aging_daily set open_amount_base = open_amount_base + 0.01": "aging.csv",
    "update marts.fct_roll_forward_monthly set cash_amount_base = cash_amount_base - 5": "roll_forward.csv",
    "update marts.fct_ledger_events set amount = amount + 1 where event_type = 'invoice'": "findings.csv",
    "update trace.movements set amount = amount + 1 where event_type = 'invoice'": "records/documents.csv",
    "update trace.movements set amount_base = 1 where event_type = 'receipt'": "roll_forward.csv",
    "update trace.slices set amount = amount + 1": "open_items.csv",
}


def _assemble(settings: Settings, output: Path | None = None) -> Binder:
    return assemble.assemble(
        settings, Order(PERIOD, output, sample=5, seed=7, actor="auditor", made_at=MADE_AT)
    )


@pytest.fixture(scope="module")
def binder(small_home: Settings, tmp_path_factory: pytest.TempPathFactory) -> Binder:
    home = tmp_path_factory.mktemp("binder") / "home"
    shutil.copytree(small_home.home, home, ignore=shutil.ignore_patterns("dagster", "work"))
    return _assemble(Settings(home=home))


@pytest.fixture
def published_copy(small_copy: Settings) -> Path:
    return small_copy.home / current(small_copy).path


def test_a_binder_holds_in_an_empty_folder_with_bare_python(binder: Binder, tmp_path: Path) -> None:
    folder = shutil.copytree(binder.folder, tmp_path / "alone")
    command = [sys.executable, "-I", "-S", str(folder / "verify_binder.py"), "--root", binder.root_hash]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env={})
    assert (done.returncode, done.stderr) == (0, "")
    assert "as given" in done.stdout
    assert "re-performed: open items" in done.stdout


def test_without_a_root_hash_the_result_says_unanchored_and_a_wrong_one_is_a_finding(binder: Binder) -> None:
    assert "unanchored" in verify_binder.verify(binder.folder)[1][0]
    assert verify_binder.verify(binder.folder, "0" * 64)[0] != []


def test_one_byte_flipped_in_any_file_is_found_and_the_file_named(binder: Binder, tmp_path: Path) -> None:
    folder = shutil.copytree(binder.folder, tmp_path / "flipped")
    names = [*verify_binder.listed(folder), *verify_binder.UNSEALED]
    assert len(names) == binder.file_count
    missed = []
    for name in names:
        whole = (folder / name).read_bytes()
        middle = len(whole) // 2
        (folder / name).write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
        found, _ = verify_binder.verify(folder, binder.root_hash)
        missed += [] if any(name in line for line in found) else [name]
        (folder / name).write_bytes(whole)
    assert missed == []
    assert verify_binder.verify(folder, binder.root_hash)[0] == []


def test_a_file_added_or_taken_away_is_named(binder: Binder, tmp_path: Path) -> None:
    folder = shutil.copytree(binder.folder, tmp_path / "other")
    (folder / "sources.csv").unlink()
    (folder / "more.csv").write_text("x\n", encoding="utf-8")
    found, _ = verify_binder.verify(folder, binder.root_hash)
    assert {line.split(":")[0] for line in found} >= {"sources.csv", "more.csv"}


@pytest.mark.parametrize(("change", "named"), TAMPERED.items(), ids=TAMPERED.values())
def test_an_amount_changed_in_the_database_before_the_export_is_named(
    small_copy: Settings, published_copy: Path, tmp_path: Path, change: str, named: str
) -> None:
    with warehouse.connect(published_copy) as connection:
        connection.execute(change)
    made = _assemble(small_copy, tmp_path / "binder")
    found, _ = verify_binder.verify(made.folder, made.root_hash)
    assert any(line.startswith(named) for line in found), found[:5]


def test_a_rejected_record_that_counts_is_named(binder: Binder, tmp_path: Path) -> None:
    folder = shutil.copytree(binder.folder, tmp_path / "rejected")
    applied = _rows(folder / "records" / "applications.csv")[0]
    with (folder / "rejected_records.csv").open("a", encoding="utf-8") as lines:
        lines.write(f"{applied['file_hash']},{applied['record_number']},allocations,build,x,x,x\n")
    found, _ = verify_binder.verify(folder)
    assert any("counts a record that was rejected" in line for line in found)


def test_what_is_no_binder_or_no_whole_month_is_refused(binder: Binder, tmp_path: Path) -> None:
    assert verify_binder.verify(tmp_path) == (
        [f"{tmp_path} is no binder: it has no checksums.sha256 or no binder.json"],
        [],
    )
    home = Settings(home=binder.folder.parent.parent)
    with pytest.raises(assemble.NoSuchPeriodError):
        assemble.assemble(home, Order("2031-01", None, sample=5, seed=7, actor="", made_at=MADE_AT))
    with pytest.raises(assemble.BinderThereError):
        _assemble(home)


def test_the_sample_is_the_worked_example_of_a_textbook() -> None:
    sizes = (
        *(3900, 26000, 5000, 130000, 2000, 260000, 100, 25000),
        *(19000, 10000, 9000, 2500, 65000, 110000, 6992),
    )
    units = [sampling.Unit((str(number),), Decimal(size)) for number, size in enumerate(sizes, start=1)]
    assert sum(unit.size for unit in units) == 674_492
    drawn = sampling.draw(units, interval=Decimal(100_000), start=Decimal(25_000))
    assert [(hit.unit.key[0], hit.hits) for hit in drawn] == [
        ("2", 1), ("4", 1), ("6", 3), ("13", 1), ("14", 1)
    ]  # fmt: skip
    assert [hit.unit.key[0] for hit in drawn if hit.is_top_stratum] == ["4", "6", "14"]


def test_the_same_seed_draws_the_same_sample_with_credits_apart() -> None:
    assert sampling.start_of(Decimal(1000), seed="7:A") == sampling.start_of(Decimal(1000), seed="7:A")
    assert sampling.start_of(Decimal(1000), seed="7:A") != sampling.start_of(Decimal(1000), seed="8:A")
    items: list[dict[str, object]] = [
        {
            "company_id": "A",
            "customer_id": "C",
            "document_id": name,
            "instalment_number": 1,
            "open_amount_base": size,
        }
        for name, size in {
            "D1": Decimal(900),
            "D2": Decimal(100),
            "R1": Decimal(-50),
            "Z": Decimal(0),
        }.items()
    ]
    order = Order(PERIOD, None, sample=2, seed=7, actor="", made_at=MADE_AT)
    sample = assemble._sample(items, order)
    drawn = [dict(zip(sample.header, row, strict=True)) for row in sample.rows]
    assert assemble._sample(items, order) == sample
    assert {row["document_id"] for row in drawn if row["population"] == "credits"} == {"R1"}
    assert {row["document_id"] for row in drawn if row["population"] == "debits"} <= {"D1", "D2"}
    assert {row["population_amount_base"] for row in drawn} == {Decimal(1000), Decimal(50)}


def test_each_sampled_customer_has_a_letter_and_the_build_is_held(binder: Binder) -> None:
    asked = {
        (row["company_id"], row["customer_id"])
        for row in _rows(binder.folder / "sample.csv")
        if row["population"] == "debits"
    }
    letters = sorted((binder.folder / "letters").iterdir())
    assert [path.stem for path in letters] == sorted("-".join(one) for one in asked)
    assert all(path.read_bytes().startswith(b"%PDF-") for path in letters)
    home = Settings(home=binder.folder.parent.parent)
    assert (home.builds / f"{binder.build_id}.held").exists()
    assert access.read(home)[-1].subject.endswith(binder.root_hash)


def test_the_workbook_has_the_sheets_and_their_amounts(binder: Binder) -> None:
    book = CalamineWorkbook.from_path(binder.folder / "binder.xlsx")
    header, *rows = book.get_sheet_by_name("open_items").to_python()
    amounts = [Decimal(repr(row[header.index("open_amount")])) for row in rows]
    written = [Decimal(row["open_amount"]) for row in _rows(binder.folder / "open_items.csv")]
    assert amounts == written
    assert book.sheet_names[0] == "about"


def test_the_event_log_relates_each_event_to_objects_that_it_holds(binder: Binder) -> None:
    log = json.loads((binder.folder / "events.ocel.json").read_text(encoding="utf-8"))
    objects = {entry["id"] for entry in log["objects"]}
    assert log["events"]
    assert {related["objectId"] for event in log["events"] for related in event["relationships"]} == objects
    assert {event["type"] for event in log["events"]} == {entry["name"] for entry in log["eventTypes"]}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
