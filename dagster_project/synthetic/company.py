"""The demo company, written to the inbox as its systems would send it.

Holds which file of which source each record is in.
Does not hold: any drawing; that is in the modules beside this one. No reader, no landing.
Called by the command line (``cartera demo``) and by the tests.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from dagster_project.synthetic import bank, books, desk, planted, records, tax, tax_files, treasury, truth
from dagster_project.synthetic.accounts import ACCOUNTS, Entry
from dagster_project.synthetic.books import Difference, Ledger
from dagster_project.synthetic.chance import chance
from dagster_project.synthetic.customers import COLLECTORS, draw_contacts
from dagster_project.synthetic.days import at, entered_at, month_end, month_start, plus
from dagster_project.synthetic.history import History, draw_history, recorded_ledger
from dagster_project.synthetic.rates import Rates
from dagster_project.synthetic.records import Extract, extracts
from dagster_project.synthetic.world import COMPANIES, Allocation, Customer, Dispute, Item, Promise

DEFAULT_SEED, DEFAULT_INVOICES, DEFAULT_AS_OF = 7, 6000, date(2026, 10, 31)
MONTHS = 26
TRUTH_FOLDER = "truth"
Row = TypeVar("Row", Promise, Dispute, desk.Activity)


@dataclass(frozen=True, slots=True)
class Rate:
    from_currency_code: str
    to_currency_code: str
    rate_date: date
    rate: Decimal


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """A version of a customer as the ERP sends it."""

    customer: Customer
    company_id: str
    collector_id: str
    recorded_at: datetime

    def __getattr__(self, name: str) -> object:
        return getattr(self.customer, name)


def write_extracts(
    folder: Path, *, seed: int = DEFAULT_SEED, invoices: int = DEFAULT_INVOICES, as_of: date = DEFAULT_AS_OF
) -> Path:
    """Write the extracts into `folder`, the inbox, and the truth beside it; return the truth's folder."""
    first = month_start(as_of, months=1 - MONTHS)
    history = draw_history(seed, invoices=invoices, first=first, as_of=as_of)
    ledger = recorded_ledger(history, as_of=as_of)
    refused = planted.refused_links(ledger.links, items=ledger.items, as_of=as_of)
    strange = planted.extra_items(ledger.items, as_of=as_of)
    ledger = replace(ledger, items=(*ledger.items, *strange))
    entries = bank.draw_entries(
        seed,
        receipts=history.receipts,
        items=history.items,
        customers=ledger.customers,
        first=first,
        as_of=as_of,
        rates=history.rates,
    )
    promises = desk.draw_promises(history.plans, customers=history.customers, as_of=as_of)
    differences = planted.differences(as_of)
    files = _ledger_files(folder, items=ledger.items, links=(*ledger.links, *refused))
    files += _master_files(folder, seed=seed, history=history, first=first, as_of=as_of)
    files += _bank_files(folder, seed=seed, entries=entries, first=first, as_of=as_of, rates=history.rates)
    files += _desk_files(folder, seed=seed, history=history, promises=promises, as_of=as_of)
    files += _books_files(folder, ledger=ledger, first=first, as_of=as_of, differences=differences)
    for file in [*files, *_totals(folder, files=files)]:
        records.write(file)
    documents = tax.draw_documents(ledger.items, customers=ledger.customers, as_of=as_of)
    tax_files.write_files(folder, documents=tax.sent(documents), as_of=as_of)
    return truth.write(
        folder.parent / TRUTH_FOLDER,
        tables={
            "customers": truth.customer_rows(history.customers),
            "invoices": truth.invoice_rows(history.plans, receipts=history.receipts),
            "bank_entries": truth.bank_rows(entries, links=ledger.links),
            "balances": truth.balance_rows(ledger, first=first, as_of=as_of),
            "promises": truth.promise_rows(promises),
            "tax_findings": tax.findings(documents),
            "planted": truth.planted_rows(
                differences=differences, refused=refused, corrected=_corrected(ledger.items)
            ),
        },
    )


def _ledger_files(folder: Path, *, items: Sequence[Item], links: Sequence[Allocation]) -> list[Extract]:
    """A file of documents and one of allocations for each month and company."""
    files = []
    for company in COMPANIES:
        mine = folder / f"erp_{company.country_code.lower()}"
        bad = [bad for bad in planted.BAD_LINES if bad.company_id == company.company_id]
        documents = [item for item in items if item.company_id == company.company_id]
        allocations = [link for link in links if link.company_id == company.company_id]
        files += extracts(documents, entity="documents", folder=mine, months=1, bad=bad)
        files += extracts(allocations, entity="allocations", folder=mine, months=1)
    return files


def _master_files(folder: Path, *, seed: int, history: History, first: date, as_of: date) -> list[Extract]:
    files = extracts(COMPANIES, entity="companies", folder=folder / "group", months=0)
    files += extracts(COLLECTORS, entity="collectors", folder=folder / "group", months=0)
    rows = _customer_records(history.customers, seed=seed, first=first, as_of=as_of)
    for company in COMPANIES:
        mine = [row for row in rows if row.company_id == company.company_id]
        files += extracts(
            mine, entity="customers", folder=folder / f"erp_{company.country_code.lower()}", months=12
        )
    contacts = draw_contacts(seed, customers=list(history.customers))
    files += extracts(contacts, entity="contacts", folder=folder / "crm", months=0)
    rates = [
        Rate(*pair, rate_date=day, rate=rate)
        for pair, series in sorted(history.rates.by_pair.items())
        for day, rate in zip(history.rates.days, series, strict=True)
    ]
    return files + extracts(rates, entity="fx_rates", folder=folder / "treasury", months=0)


def _customer_records(
    customers: Iterable[Customer], *, seed: int, first: date, as_of: date
) -> list[CustomerRecord]:
    """Each customer as created; one in twelve is later given to another collector."""
    rows = []
    for customer in customers:
        draw, country = chance(seed, "masters", customer.customer_id), customer.company.country_code
        mine = [each.collector_id for each in COLLECTORS if each.company_id == customer.company.company_id]
        moved = draw.random() < 1 / 12
        before = draw.choice(mine) if moved else customer.collector_id
        stamp = entered_at(max(customer.created_date, first), country=country, draw=draw)
        rows.append(CustomerRecord(customer, customer.company.company_id, before, stamp))
        if moved:
            day = plus(as_of, -draw.randint(30, 120))
            rows.append(
                CustomerRecord(
                    customer,
                    customer.company.company_id,
                    customer.collector_id,
                    entered_at(day, country=country, draw=draw),
                )
            )
    return rows


def _bank_files(
    folder: Path, *, seed: int, entries: Sequence[Entry], first: date, as_of: date, rates: Rates
) -> list[Extract]:
    files = extracts(ACCOUNTS, entity="bank_accounts", folder=folder / "treasury", months=0)
    plan = treasury.draw_plan(seed, entries=entries, first=first, as_of=as_of, rates=rates)
    files += extracts(plan, entity="cash_plan", folder=folder / "treasury", months=0)
    balances = bank.draw_balances(entries, first=first, as_of=as_of)
    for company in COMPANIES:
        mine, prefix = folder / f"bank_{company.country_code.lower()}", company.country_code
        own = [entry for entry in entries if entry.bank_account_id.startswith(prefix)]
        held = [balance for balance in balances if balance.bank_account_id.startswith(prefix)]
        files += extracts(own, entity="bank_entries", folder=mine, months=3)
        files += extracts(held, entity="bank_balances", folder=mine, months=12)
    return files


def _desk_files(
    folder: Path, *, seed: int, history: History, promises: Sequence[Promise], as_of: date
) -> list[Extract]:
    mine = folder / "crm"
    files = extracts(
        _recorded(desk.draw_activities(seed, plans=history.plans, as_of=as_of), as_of=as_of),
        entity="activities",
        folder=mine,
        months=3,
    )
    files += extracts(_recorded(promises, as_of=as_of), entity="promises", folder=mine, months=12)
    disputes = _recorded(desk.dispute_versions(history.plans), as_of=as_of)
    return files + extracts(disputes, entity="disputes", folder=mine, months=12)


def _books_files(
    folder: Path, *, ledger: Ledger, first: date, as_of: date, differences: Sequence[Difference]
) -> list[Extract]:
    balances = books.gl_balances(ledger, first=first, as_of=as_of, planted=differences)
    files = extracts(balances, entity="gl_balances", folder=folder / "gl", months=12)
    days = [month_end(month_start(as_of, months=-10)), month_end(month_start(as_of, months=-1))]
    reported = books.reported_balances(ledger, days=days)
    return files + extracts(reported, entity="reported_balances", folder=folder / "gl", months=3)


def _totals(folder: Path, *, files: Iterable[Extract]) -> list[Extract]:
    """What the sender says that each file of documents and allocations holds."""
    lines = [
        [file.path.name, file.entity, str(len(file.lines)), "", ""]
        for file in files
        if file.entity in ("documents", "allocations") and file.path.parent.name == "erp_es"
    ]
    return [Extract(folder / "erp_es" / "source_totals.csv", "source_totals", tuple(lines))]


def _recorded(rows: Iterable[Row], *, as_of: date) -> list[Row]:
    cutoff = at(as_of, hour=23, minute=59, second=59)
    return [row for row in rows if row.recorded_at <= cutoff]


def _corrected(items: Iterable[Item]) -> list[Item]:
    rows = list(items)
    counts = Counter(item.key for item in rows)
    return [item for item in rows if counts[item.key] > 1]
