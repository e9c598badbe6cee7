"""Landing: what lies in a home after files have come.

Holds the tests of landing good and bad files, twice, and from and to where.
Does not hold: kills (``test_landing_kills``) and the grammar of formats (``test_readers_csv``).
Called by pytest.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from dagster_project import landing, warehouse
from dagster_project.landing import LandedFile
from dagster_project.settings import Settings, load_settings

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
CUSTOMERS = "company_id,customer_id,name\nC1,A,Ana\nC1,B,Bea\n"
DOCUMENTS = (
    "company_id,document_id,document_type,customer_id,posting_date,currency_code,amount,project\n"
    "C1,F1,invoice,A,2026-01-05,CLP,1000,North\n"
    "C1,F2,invoice,A,2026-01-05,EUR,10.50,\n"
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(tmp_path / "home")


def drop(settings: Settings, name: str, content: str | bytes, *, source: str = "erp") -> Path:
    path = settings.inbox / source / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def land(settings: Settings, *paths: Path) -> list[LandedFile]:
    return landing.land(paths or None, settings=settings, received_at=NOW)


def raw(settings: Settings, folder: str) -> list[dict[str, object]]:
    with duckdb.connect() as connection:
        found = connection.read_parquet(f"{settings.raw}/{folder}/*.parquet").order("ALL")
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def test_a_file_lands_with_its_records_attributes_and_row(settings: Settings) -> None:
    dropped = drop(settings, "documents.csv", DOCUMENTS)
    (result,) = land(settings)
    assert (result.outcome, result.reader, result.record_count, result.reject_count) == (
        "landed",
        "canonical",
        2,
        0,
    )
    records = raw(settings, "documents")
    assert [record["record_number"] for record in records] == [1, 2]
    assert [record["attributes"] for record in records] == ['{"project":"North"}', None]
    assert (records[0]["amount"], records[0]["due_date"]) == ("1000", None)
    (row,) = raw(settings, "files")
    assert (row["source"], str(row["received_at"]), row["byte_count"]) == (
        "erp",
        "2026-01-31 12:00:00",
        len(DOCUMENTS),
    )
    assert not dropped.exists()
    assert (settings.originals / f"{result.file_hash}.csv").read_bytes() == DOCUMENTS.encode()
    meta = json.loads((settings.originals / f"{result.file_hash}.meta.json").read_text())
    assert (meta["name"], meta["source"], meta["state"]) == ("documents.csv", "erp", "landed")


def test_the_same_bytes_again_are_a_sighting_and_no_records(settings: Settings) -> None:
    drop(settings, "documents.csv", DOCUMENTS)
    land(settings)
    drop(settings, "renamed.csv", DOCUMENTS, source="bank")
    (result,) = land(settings)
    assert result.outcome == "sighted"
    assert len(raw(settings, "documents")) == 2
    (sighting,) = raw(settings, "sightings")
    assert (sighting["file_name"], sighting["source"]) == ("renamed.csv", "bank")
    assert not list(settings.inbox.rglob("*.csv"))


def test_a_file_from_outside_the_inbox_stays_where_it_was(settings: Settings, tmp_path: Path) -> None:
    outside = tmp_path / "sap" / "customers.csv"
    outside.parent.mkdir()
    outside.write_text(CUSTOMERS)
    (result,) = land(settings, outside.parent)
    assert (result.outcome, result.source) == ("landed", "sap")
    assert outside.exists()


def test_every_folder_of_raw_can_be_read_before_anything_landed(settings: Settings) -> None:
    landing.ensure_raw(settings)
    assert raw(settings, "documents") == raw(settings, "rejects") == raw(settings, "files") == []
    landing.ensure_raw(settings)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("C1,,invoice,A,2026-01-05,EUR,1", "missing_required"),
        ("C1,F1,invoice,A,2026-02-30,EUR,1", "bad_date"),
        ("C1,F1,invoice,A,05/01/2026,EUR,1", "bad_date"),
        ("C1,F1,invoice,A,1899-12-31,EUR,1", "bad_date"),
        ("C1,F1,bill,A,2026-01-05,EUR,1", "unknown_code"),
        ("C1,F1,invoice,A,2026-01-05,EURO,1", "unknown_currency"),
        ("C1,F1,invoice,A,2026-01-05,EUR,1e30", "bad_amount"),
        ("C1,F1,invoice,A,2026-01-05,EUR,NaN", "bad_amount"),
        ("C1,F1,invoice,A,2026-01-05,EUR,-1", "bad_amount"),
        ("C1,F1,invoice,A,2026-01-05,EUR,+1", "bad_amount"),
        ("C1,F1,invoice,A,2026-01-05,EUR,1_000", "bad_amount"),
        ("C1,F1,invoice,A,2026-01-05,EUR,0x10", "bad_amount"),
        ('C1,F1,invoice,A,2026-01-05,EUR,"1,000.00"', "bad_amount"),
        ("C1,F1,invoice,A,2026-01-05,EUR, 1", "bad_amount"),
        ("C1,F1,invoice,A,2026-01-05,EUR,123456789012345", "bad_amount"),
        ("C1,F1,invoice,A,2026-01-05,EUR,1.00001", "bad_amount"),
        ("C1,F1,invoice,A,2026-01-05,EUR,1.001", "too_many_decimals"),
        ("C1,F1,invoice,A,2026-01-05,CLP,1.5", "too_many_decimals"),
        ("C1,F1,invoice,A,2026-01-05,EUR", "wrong_field_count"),
        ("C1,F1,invoice,A,2026-01-05,EUR,1,2", "wrong_field_count"),
        ('C1,"F1"x,invoice,A,2026-01-05,EUR,1', "bad_quotes"),
        ('C1, "F1",invoice,A,2026-01-05,EUR,1', "bad_quotes"),
        ("C1,F\0001,invoice,A,2026-01-05,EUR,1", "nul_byte"),
    ],
)
def test_a_bad_record_is_rejected_alone_with_its_text(settings: Settings, line: str, code: str) -> None:
    header = "company_id,document_id,document_type,customer_id,posting_date,currency_code,amount\n"
    good = "C1,G{},invoice,A,2026-01-05,EUR,{}\n"
    drop(settings, "documents.csv", header + good.format(1, "1.5000") + line + "\n" + good.format(2, "0"))
    (result,) = land(settings)
    assert (result.outcome, result.record_count, result.reject_count) == ("landed", 3, 1)
    assert [record["record_number"] for record in raw(settings, "documents")] == [1, 3]
    (reject,) = raw(settings, "rejects")
    assert (reject["record_number"], reject["entity"]) == (2, "documents")
    assert (reject["reason_code"], reject["original_text"]) == (code, line)


def test_empty_optional_values_are_no_fault_beside_a_doubtful_one(settings: Settings) -> None:
    header = (
        "company_id,document_id,document_type,customer_id,"
        "posting_date,due_date,recorded_at,currency_code,amount,amount_base\n"
    )
    drop(settings, "documents.csv", header + "C1,F1,invoice,A,2026-01-05,,,KWD,1.125,\n")
    (result,) = land(settings)
    assert (result.record_count, result.reject_count) == (1, 0)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("documents.csv", b"", "empty"),
        ("documents.csv", b"\n\n", "first line is blank"),
        ("customers.csv", b"company_id,customer_id\nC1,A\n", "missing: name"),
        ("customers.csv", b"company_id,customer_id,name,name\nC1,A,x,y\n", "stands twice"),
        ("customers.csv", b"company_id,customer_id,name,\nC1,A,x,y\n", "has no name"),
        ("customers.csv", "company_id,customer_id,name\nC1,A,Ñ\n".encode("latin-1"), "not UTF-8"),
        ("customers.csv", "company_id,customer_id,name\nC1,A,x\n".encode("utf-16"), "not UTF-8"),
        ("customers.csv", "company_id,customer_id,name\nC1,A,x\n".encode("utf-16-le"), "UTF-16"),
        ("customers.doc", b"company_id,customer_id,name\n", "no reader"),
        ("things.csv", b"foo,bar\n1,2\n", "unknown layout"),
    ],
)
def test_an_unusable_file_is_refused_whole_and_stays(
    settings: Settings, name: str, content: bytes, reason: str
) -> None:
    dropped = drop(settings, name, content)
    (result,) = land(settings)
    assert result.outcome == "refused"
    assert reason in result.reason
    assert "\n" not in result.reason
    assert dropped.read_bytes() == content
    assert not list(settings.originals.iterdir())


def test_a_long_statement_draws_no_progress_between_the_rows() -> None:
    with warehouse.connect() as connection:
        (setting,) = (
            connection.sql("from duckdb_settings()").filter("name = 'enable_progress_bar'").fetchall()
        )
    assert "false" in setting


def test_files_in_another_order_twice_or_split_leave_the_same_records(tmp_path: Path) -> None:
    def records(name: str, *files: str) -> list[tuple[object, ...]]:
        settings = load_settings(tmp_path / name)
        for number, content in enumerate(files):
            drop(settings, f"{number}.csv", content)
            land(settings)
        kept = [
            tuple(value for key, value in row.items() if key not in ("file_hash", "record_number"))
            for row in raw(settings, "documents") + raw(settings, "customers")
        ]
        return sorted(kept, key=str)

    header, *lines = DOCUMENTS.splitlines(keepends=True)
    expected = records("straight", CUSTOMERS, DOCUMENTS)
    assert records("other order", DOCUMENTS, CUSTOMERS) == expected
    assert records("twice", CUSTOMERS, DOCUMENTS, CUSTOMERS, DOCUMENTS) == expected
    assert records("split", *(header + line for line in lines), CUSTOMERS) == expected


def test_links_folders_pipes_and_unfinished_files_are_not_landed(settings: Settings, tmp_path: Path) -> None:
    drop(settings, ".customers.csv", CUSTOMERS)
    drop(settings, "customers.csv.part", CUSTOMERS)
    (settings.inbox / "erp" / "folder.csv").mkdir()
    target = tmp_path / "target.csv"
    target.write_text(CUSTOMERS)
    (settings.inbox / "erp" / "link.csv").symlink_to(target)
    # A pipe would wait for ever for someone to write into it.
    os.mkfifo(settings.inbox / "erp" / "pipe.csv")
    results = land(settings)
    assert [(result.file_name, result.outcome, result.reason.partition(":")[0]) for result in results] == [
        ("folder.csv", "refused", "is a folder with the name of a file"),
        ("link.csv", "refused", "is a link"),
        ("pipe.csv", "refused", "is not a regular file"),
    ]
