"""The demo company obeys the contract that it is meant to show.

Holds checks of the written extracts and of the truth against each other, by plain reading of the files.
Does not hold: how the warehouse reads them.
Called by pytest.
"""

import csv
import hashlib
import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from dagster_project.landing import land
from dagster_project.settings import Settings
from dagster_project.synthetic import identity
from dagster_project.synthetic.company import DEFAULT_SEED, write_extracts

INVOICES, AS_OF = 1200, date(2026, 10, 31)
Row = dict[str, str]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    write_extracts(home / "inbox", seed=DEFAULT_SEED, invoices=INVOICES, as_of=AS_OF)
    return home


def test_same_seed_writes_the_same_bytes_and_another_seed_others(home: Path, tmp_path: Path) -> None:
    write_extracts(tmp_path / "same" / "inbox", seed=DEFAULT_SEED, invoices=INVOICES, as_of=AS_OF)
    write_extracts(tmp_path / "other" / "inbox", seed=DEFAULT_SEED + 1, invoices=INVOICES, as_of=AS_OF)
    assert _hashes(home) == _hashes(tmp_path / "same")
    assert _hashes(home) != _hashes(tmp_path / "other")


def test_no_allocation_takes_more_than_there_is_but_for_those_planted(home: Path) -> None:
    documents, planted = _documents(home), set(_truth(home, "planted")["refused_allocations"])
    taken: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for link in _newest(_rows(home, "allocations"), key=("allocation_id",)).values():
        if link["allocation_id"] not in planted and not link["reversed_date"]:
            credit = (link["credit_document_id"], link["credit_instalment_number"] or "1")
            taken[credit] += Decimal(link["credit_amount"] or link["amount"])
            debit = (link["debit_document_id"], link["debit_instalment_number"] or "1")
            taken[debit] += Decimal(link["amount"])
    assert [key for key, amount in taken.items() if amount > Decimal(documents[key]["amount"])] == []


def test_no_version_of_an_item_was_ever_below_what_had_been_allocated_by_then(home: Path) -> None:
    first_link: dict[str, str] = {}
    for link in _rows(home, "allocations"):
        known = first_link.get(link["debit_document_id"], "9999")
        first_link[link["debit_document_id"]] = min(known, link["recorded_at"])
    amounts: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in _good(_rows(home, "documents")):
        amounts[(row["document_id"], row["instalment_number"])].append(row)
    changed = [
        row
        for rows in amounts.values()
        for row in rows
        if len({row["amount"] for row in rows}) > 1
        and row["recorded_at"] == max(r["recorded_at"] for r in rows)
    ]
    assert changed
    assert [row for row in changed if first_link.get(row["document_id"], "9999") <= row["recorded_at"]] == []


def test_every_kind_of_document_and_trouble_is_there(home: Path) -> None:
    kinds = {row["document_type"] for row in _documents(home).values()}
    assert kinds >= {
        "invoice", "debit_note", "refund", "returned_payment", "write_off_reversal", "opening_balance_debit",
        "receipt", "credit_note", "write_off", "discount", "withholding", "assignment", "adjustment_credit",
    }  # fmt: skip
    statuses = {row["status"] for row in _documents(home).values()}
    assert statuses == {"posted", "void", "draft"}
    troubles = {row["trouble"] for row in _truth(home, "bank_entries")}
    assert troubles >= {"no_reference", "wrong_digit", "paid_by_other", "paid_by_parent", "unidentified"}


def test_general_ledger_is_the_open_items_but_for_the_differences_that_are_named(home: Path) -> None:
    base: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in _truth(home, "balances"):
        base[(row["company_id"], row["balance_date"])] += Decimal(row["open_amount_base"])
    named: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    ledger: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in _newest(_rows(home, "gl_balances"), key=("account", "period_end_date")).values():
        key = (row["company_id"], row["period_end_date"])
        ledger[key] += Decimal(row["balance_amount"]) - Decimal(row["revaluation_amount"] or 0)
        for each in _truth(home, "planted")["gl_differences"]:
            if each["account"] == row["account"] and each["first"] <= row["period_end_date"] <= each["last"]:
                named[key] += Decimal(each["amount"])
    assert any(named.values())
    assert {key: amount - named[key] for key, amount in ledger.items()} == {key: base[key] for key in ledger}


def test_landing_refuses_the_planted_lines_and_nothing_else(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home / "inbox", tmp_path / "inbox")
    results = land(settings=Settings(home=tmp_path), received_at=datetime(2026, 11, 1, tzinfo=UTC))
    assert {result.outcome for result in results} == {"landed"}
    rejects = duckdb.read_parquet(str(tmp_path / "raw/rejects/*.parquet")).fetchall()
    refused = sorted(str(row[-1]).split(",")[1] for row in rejects)
    assert refused == sorted(bad["document_id"] for bad in _truth(home, "planted")["bad_lines"])


def test_bank_balances_are_opening_plus_entries(home: Path) -> None:
    moves: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in _rows(home, "bank_entries"):
        moves[(row["bank_account_id"], row["booking_date"])] += Decimal(row["amount"])
    balances = {
        (row["bank_account_id"], row["balance_date"], row["balance_type"]): Decimal(row["amount"])
        for row in _rows(home, "bank_balances")
    }
    opening = {key[:2]: amount for key, amount in balances.items() if key[2] == "opening"}
    assert {key: amount + moves[key] for key, amount in opening.items()} == {
        key: balances[(*key, "closing")] for key in opening
    }
    assert sum(moves.values()) == sum(moves[key] for key in opening), "an entry on a day without balances"


def test_causes_of_delay_sum_to_the_days_late(home: Path) -> None:
    paid = [row for row in _truth(home, "invoices") if "days_late" in row]
    assert len(paid) > INVOICES / 2
    assert [row for row in paid if sum(row["causes"].values()) != row["days_late"]] == []


def test_amounts_have_no_more_decimals_than_their_currency(home: Path) -> None:
    digits = {"CLP": 0, "EUR": -2, "USD": -2}
    rows = [*_good(_rows(home, "documents")), *_rows(home, "bank_entries"), *_rows(home, "promises")]
    assert {digits[row["currency_code"]] for row in rows} == {0, -2}
    assert [
        row for row in rows if Decimal(row["amount"]).as_tuple().exponent != digits[row["currency_code"]]
    ] == []


def test_nothing_is_recorded_after_the_as_of_date(home: Path) -> None:
    recorded = [
        row["recorded_at"]
        for entity in ("documents", "allocations", "bank_entries", "promises", "disputes", "activities")
        for row in _rows(home, entity)
        if row.get("recorded_at")
    ]
    assert max(recorded) <= f"{AS_OF.isoformat()}T23:59:59Z"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(60_805_000, "60.805.000-0"), (97_004_000, "97.004.000-5")],
)
def test_rut_has_its_check_digit(number: int, expected: str) -> None:
    assert identity.rut(number) == expected


@pytest.mark.parametrize(("number", "expected"), [(2_801_586, "A28015865"), (2_801_789, "A28017895")])
def test_nif_has_its_control_digit(number: int, expected: str) -> None:
    assert identity.nif(number, letter="A") == expected


def _hashes(home: Path) -> dict[str, str]:
    files = sorted(path for path in home.rglob("*") if path.is_file())
    return {str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _rows(home: Path, entity: str) -> Iterator[Row]:
    for path in sorted((home / "inbox").glob(f"*/{entity}*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _good(rows: Iterator[Row]) -> Iterator[Row]:
    return (row for row in rows if "-BAD" not in row["document_id"])


def _newest(rows: Iterator[Row], *, key: tuple[str, ...]) -> dict[tuple[str, ...], Row]:
    newest: dict[tuple[str, ...], Row] = {}
    for row in rows:
        name = tuple(row[column] for column in key)
        if name not in newest or row["recorded_at"] > newest[name]["recorded_at"]:
            newest[name] = row
    return newest


def _documents(home: Path) -> dict[tuple[str, ...], Row]:
    return _newest(_good(_rows(home, "documents")), key=("document_id", "instalment_number"))


def _truth(home: Path, name: str):  # type: ignore[no-untyped-def]  # JSON
    return json.loads((home / "truth" / f"{name}.json").read_text(encoding="utf-8"))
