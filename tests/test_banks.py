"""Bank statements: each file is read to what lies beside it, or refused with its reason.

Holds the walk over our own cases and the real files, the cuts, the process that can be killed, a landing.
Does not hold: the cases; they lie in ``tests/data/<format>`` with what is expected beside each.
Called by pytest.
"""

import io
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from dagster_project import landing
from dagster_project.readers import guard
from dagster_project.readers.record import Refusal
from dagster_project.readers.statements import BALANCE_COLUMNS, Entry, UnsoundError
from dagster_project.settings import load_settings
from tests.tree import ROOT

NOW = datetime(2026, 1, 31, tzinfo=UTC)
DATA = ROOT / "tests" / "data"
CASES = sorted(
    path
    for name in guard.BANK_FORMATS
    for path in (DATA / name).iterdir()
    if path.suffix not in (".json", ".md")
)
SAMPLES = [path for path in CASES if path.name.startswith("good_")]
REAL = next(
    (parent / "shared/data/bank" for parent in ROOT.parents if (parent / "shared/data").is_dir()), None
)


def read(data: bytes, name: str) -> dict[str, object]:
    """Return what a file says in the form of the expected results."""
    rows = guard.parsed(io.BytesIO(data), name=name)
    if isinstance(rows, Refusal):
        return {"refused": rows.reason_code}
    found: dict[str, list[object]] = {"entries": [], "balances": [], "ignored": []}
    for row in rows:
        if row.kind == "entry":
            values = dict(zip(guard.HEADERS["bank_entries"], row.values, strict=True))
            kept = {key: value for key, value in values.items() if value and key != "format"}
            found["entries"].append({"record_number": row.number, **kept})
        elif row.kind == "balance":
            found["balances"].append(list(row.values[: len(BALANCE_COLUMNS)]))
        else:
            found["ignored"].append(row.text)
    return dict(found)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_file_is_read_to_the_result_beside_it(path: Path) -> None:
    name = path.parent.name
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert guard.identify(path) == name
    assert read(path.read_bytes(), name) == expected
    assert ("refused" in expected) == path.name.startswith("bad_")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_cut_file_says_the_same_or_is_refused(path: Path) -> None:
    """The law of a cut, at every byte of the last three records."""
    data, name = path.read_bytes(), path.parent.name
    whole = read(data, name)
    lines = data.rstrip().splitlines(keepends=True)
    start = sum(map(len, lines[:-3]))
    wrong = [
        cut
        for cut in range(start, len(data))
        if (got := read(data[:cut], name)) != whole and "refused" not in got
    ]
    assert wrong == []


def _real_files() -> list[Path]:
    if REAL is None:
        return []
    return sorted(
        path
        for name in guard.BANK_FORMATS
        for path in (REAL / name).rglob("*")
        if path.is_file() and path.suffix not in (".json", ".yml", "") and path.name != "LICENSE"
    )


@pytest.mark.skipif(REAL is None, reason="the real files are not beside the checkout")
@pytest.mark.parametrize("path", _real_files(), ids=lambda path: path.name)
def test_a_real_file_is_read_or_refused_as_the_table_of_the_formats_says(path: Path) -> None:
    assert REAL is not None
    name = path.relative_to(REAL).parts[0]
    found = read(path.read_bytes(), name)
    page = (ROOT / "docs/formats/banks.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| {re.escape(path.relative_to(REAL).as_posix())} \| (.*?) \|", page, re.MULTILINE)
    assert row, "docs/formats/banks.md does not say what becomes of it"
    assert row[1] == _outcome(found)


def _outcome(found: dict[str, object]) -> str:
    if "refused" in found:
        return f"`{found['refused']}`"
    entries, ignored = found["entries"], found["ignored"]
    assert isinstance(entries, list)
    assert isinstance(ignored, list)
    return f"read: {len(entries)} entries" + (f", {len(ignored)} no facts" if ignored else "")


@pytest.mark.skipif(REAL is None, reason="the real files are not beside the checkout")
@pytest.mark.parametrize("path", [p for p in _real_files() if p.parent.name == "camt"], ids=lambda p: p.name)
def test_the_entries_of_a_real_message_are_those_of_the_parse_beside_it(path: Path) -> None:
    """Also of the messages that do not tie: what is refused is the whole, not the reading of an entry."""
    if not path.with_suffix(".json").exists():
        pytest.skip("nothing lies beside it")
    try:
        with path.open("rb") as stream:
            entries = [event for event in guard.reader_of("camt")(stream) if isinstance(event, Entry)]
    except UnsoundError as error:
        pytest.skip(f"refused before its entries are known: {error}")
    parsed = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert [_as_theirs(entry) for entry in entries] == [_money(entry) for entry in parsed["getEntries"]]


def _as_theirs(entry: Entry) -> tuple[str, str]:
    return str(int(entry.amount * 100)), entry.currency


def _money(entry: dict[str, dict[str, object]]) -> tuple[object, object]:
    amount, currency = entry["getAmount"]["getAmount"], entry["getAmount"]["getCurrency"]
    assert isinstance(currency, dict)
    return amount, currency["getCode"]


def test_a_statement_lands_as_entries_and_balances_of_one_head(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "home")
    path = DATA / "camt" / "good_two_accounts_with_equals_and_a_reversal.xml"
    (result,) = landing.land([path], settings=settings, received_at=NOW)
    assert (result.outcome, result.reader, result.record_count) == ("landed", "canonical", 5)
    with duckdb.connect() as connection:
        entries = connection.read_parquet(f"{settings.raw}/bank_entries/*.parquet")
        assert entries.project("record_number, amount").order("1").fetchall() == [
            (1, "100.00"),
            (2, "100.00"),
            (3, "-50.50"),
            (4, "120000.00"),
        ]
        balances = connection.read_parquet(f"{settings.raw}/bank_balances/*.parquet")
        assert balances.project("record_number, amount").order("2").fetchall() == [
            (0, "-5000.00"),
            (0, "1000.00"),
            (0, "1149.50"),
            (0, "115000.00"),
        ]


def test_a_statement_in_an_unknown_currency_is_refused_whole(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "home")
    good = DATA / "camt" / "good_no_entries.xml"
    path = tmp_path / "statement.xml"
    path.write_text(good.read_text().replace("EUR", "XXQ"))
    (result,) = landing.land([path], settings=settings, received_at=NOW)
    assert result.outcome == "refused"
    assert "XXQ" in result.reason


def test_a_reader_that_does_not_end_is_killed_and_its_file_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeper = tmp_path / "sleeper"
    sleeper.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(60)\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(sleeper))
    monkeypatch.setattr(guard, "WALL_SECONDS", 0.2)
    refusal = guard.open_tables(DATA / "camt" / "good_no_entries.xml", name="camt")
    assert isinstance(refusal, Refusal)
    assert refusal.reason_code == "reader_killed"
