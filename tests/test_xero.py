"""A real company's Xero tables, landed by their map and tied to its own journals.

Holds the tie of every day to the receivable account, every difference named, and small made-up cases.
Does not hold: the ledger's rules; a home is built by the real models.
Called by pytest; skips where the tables are not beside the checkout.
"""

import csv
from collections import defaultdict
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from dagster_project import backtest_report, landing
from dagster_project.settings import PROJECT_ROOT, Settings
from tests import comparison, homes
from tests.reperformance import xero
from tests.reperformance.ledger import perform

pytestmark = pytest.mark.xdist_group("xero")  # one build for all of them
NOW = datetime(2021, 3, 31, 12, tzinfo=UTC)
LAST_DAY = date(2021, 3, 31)
# Money that arrived in two parts: Xero's invoices keep only the day of the last, its journals have both.
# From the first day until the second the subledger is higher by the first part.
FIRST_PARTS = {
    (date(2019, 12, 9), date(2019, 12, 10)): Decimal("6792.63"),
    (date(2020, 2, 14), date(2020, 2, 18)): Decimal("5438.29"),
    (date(2020, 10, 1), date(2020, 10, 5)): Decimal("6187.34"),
    (date(2020, 10, 6), date(2020, 10, 7)): Decimal("2356.30"),
    (date(2021, 1, 4), date(2021, 1, 6)): Decimal("9190.74"),
    (date(2021, 2, 19), date(2021, 3, 8)): Decimal("6519.23"),
}
# Two parts rounded to the cent one by one: the receivable account is one cent below the invoice ever since.
ROUNDING_FROM = date(2020, 10, 5)
ROUNDING = Decimal("0.01")


def tables() -> Path:
    """Find the real tables beside the checkout, or skip."""
    for parent in PROJECT_ROOT.parents:
        folder = parent / "shared" / "data" / "ledgers" / "xero"
        if folder.is_dir():
            return folder
    pytest.skip("no shared/data/ledgers/xero beside the checkout")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tables()
    settings = Settings(home=tmp_path_factory.mktemp("xero") / "home")
    names = ("organization", "contact", "invoice")
    paths = [folder / f"xero_{name}_data.csv" for name in names]
    results = landing.land(paths, settings=settings, received_at=NOW)
    assert [(result.reader, result.record_count, result.reject_count) for result in results] == [
        ("xero", 1, 0),
        ("xero", 152, 0),
        ("xero", 601, 0),
    ]
    return homes.build_home(settings, as_of=LAST_DAY)


def receivable_account() -> dict[date, Decimal]:
    """Return the movements of the receivable account by day, from the journals alone."""
    folder = tables()
    with (folder / "xero_journal_data.csv").open(encoding="utf-8", newline="") as lines:
        days = {row["journal_id"]: date.fromisoformat(row["journal_date"]) for row in csv.DictReader(lines)}
    movements: dict[date, Decimal] = defaultdict(Decimal)
    with (folder / "xero_journal_line_data.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["account_name"] == "Accounts Receivable":
                movements[days[row["journal_id"]]] += Decimal(row["net_amount"])
    return movements


def named_difference(day: date) -> Decimal:
    parts = sum((part for (first, last), part in FIRST_PARTS.items() if first <= day < last), Decimal(0))
    return parts + (ROUNDING if day >= ROUNDING_FROM else Decimal(0))


def test_every_days_receivables_tie_to_the_companys_own_journals(published: Path) -> None:
    balances = {
        row["balance_date"]: row["receivables_amount_base"]
        for row in homes.read_mart(published, "fct_receivables_daily")
    }
    movements = receivable_account()
    account, unexplained = Decimal(0), {}
    for day in sorted(set(balances) | set(movements)):
        account += movements.get(day, Decimal(0))
        difference = balances.get(day, Decimal(0)) - account
        if difference != named_difference(day):
            unexplained[day] = difference
    assert unexplained == {}
    assert account == Decimal("60596.16")
    assert balances[LAST_DAY] == account + ROUNDING


def test_the_marts_of_the_real_ledger_equal_its_reperformance(published: Path) -> None:
    extracts = xero.extracts(tables(), received_at=NOW)
    ledger = perform(extracts)
    read = partial(homes.read_mart, published)
    found = comparison.compare(read, ledger, LAST_DAY)
    found += comparison.compare_restatements(read, extracts, ledger, as_of=LAST_DAY, known_at=None)
    months = [date(2020, month, 1) for month in range(1, 13)]
    found += comparison.compare_knowledge(read, extracts, days=[*months, LAST_DAY], times=[NOW])
    assert ledger.items
    assert not found, "\n".join(str(difference) for difference in found[:20])


def test_the_backtest_runs_on_the_real_ledger_and_prints_every_baseline(published: Path) -> None:
    # Before these four, fewer than 50 invoices had been paid: no curve is learnt, and none is compared.
    found = backtest_report.of_home(Settings(home=published.parent.parent), None, origins=4, step=28)
    models = {(row.book, row.model) for row in found}
    rivals = {"due_date", "customer_median", "kaplan_meier", "pooled", "no_learning"}
    assert {("open", name) for name in {"cartera", *rivals}} <= models
    assert {("total", name) for name in ("cartera", "flat_8_weeks", "flat_13_weeks")} <= models
    assert all(row.wape >= 0 for row in found)


def test_open_items_are_what_xero_says_is_due(published: Path) -> None:
    with (tables() / "xero_invoice_data.csv").open(encoding="utf-8", newline="") as lines:
        due = {
            row["invoice_id"]: Decimal(row["amount_due"])
            for row in csv.DictReader(lines)
            if row["type"] == "ACCREC"
            and row["status"] in ("AUTHORISED", "PAID")
            and float(row["amount_due"])
        }
    items = homes.read_mart(published, "fct_open_items")
    assert {item["document_id"]: item["open_amount"] for item in items} == due


def test_a_table_of_credit_notes_without_amounts_is_refused_by_name(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    (result,) = landing.land([tables() / "xero_credit_note_data.csv"], settings=settings, received_at=NOW)
    assert result.outcome == "refused"
    assert "xero_credit_notes" in result.reason
    assert "total" in result.reason
    names = "credit_note_id,contact_id,type,date,currency_code,currency_rate,total,status"
    full = tmp_path / "xero" / "credit_notes.csv"
    full.parent.mkdir()
    full.write_text(f"{names}\nN1,A,ACCRECCREDIT,2021-01-05,CAD,1,25.00,AUTHORISED\n")
    (landed,) = landing.land([full], settings=settings, received_at=NOW)
    assert (landed.outcome, landed.reader, landed.record_count) == ("landed", "xero_credit_notes", 1)


def test_a_payment_taken_back_reopens_the_invoice_and_a_credit_note_counts(tmp_path: Path) -> None:
    names = "invoice_id,contact_id,date,due_date,currency_code,currency_rate,total,status,type,amount_paid"
    head = f"{names},fully_paid_on_date,updated_date_utc\n"
    fixed = "A,2021-01-05,2021-02-05,USD,0.8,100.00"
    folder = tmp_path / "xero"
    folder.mkdir()
    (folder / "organization.csv").write_text(
        "organisation_id,financial_year_end_month,base_currency\nO1,12,CAD\n"
    )
    (folder / "contacts.csv").write_text("contact_id,name\nA,Ana\n")
    (folder / "credit_notes.csv").write_text(
        "credit_note_id,contact_id,type,date,currency_code,currency_rate,total,status,updated_date_utc\n"
        "N1,A,ACCRECCREDIT,2021-01-06,CAD,1,25.00,AUTHORISED,2021-01-06 10:00:00 UTC\n"
    )
    (folder / "first.csv").write_text(
        f"{head}F1,{fixed},PAID,ACCREC,100.00,2021-01-20,2021-01-20 10:00:00.5 UTC\n"
        f"F2,{fixed},AUTHORISED,ACCREC,40.00,,2021-01-21 10:00:00 UTC\n"
        f"F3,{fixed},VOIDED,ACCREC,0,,2021-01-21 10:00:00 UTC\n"
        f"B1,{fixed},AUTHORISED,ACCPAY,0,,2021-01-21 10:00:00 UTC\n"
    )
    (folder / "second.csv").write_text(f"{head}F1,{fixed},AUTHORISED,ACCREC,0,,2021-02-01 10:00:00 UTC\n")
    settings = Settings(home=tmp_path / "home")
    landing.land([folder], settings=settings, received_at=NOW)
    items = homes.read_mart(homes.build_home(settings, as_of=LAST_DAY), "fct_open_items")
    assert {item["document_id"]: (item["open_amount"], item["open_amount_base"]) for item in items} == {
        "F1": (Decimal(100), Decimal(125)),
        "F2": (Decimal(60), Decimal(75)),
        "N1": (Decimal(-25), Decimal(-25)),
    }
