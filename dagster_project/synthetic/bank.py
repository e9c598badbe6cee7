"""The bank's side: accounts, entries with remittance text, balances, and the plan of payments.

Holds what the bank saw of each receipt, with the trouble that remittance text gives, and the money going out.
Does not hold: which invoice an entry paid, except in the truth that goes with each entry.
Called by ``synthetic.company``.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from dagster_project.synthetic.chance import chance
from dagster_project.synthetic.days import business_day, business_days, entered_at, month_end, month_start, plus
from dagster_project.synthetic.rates import Rates
from dagster_project.synthetic.world import COMPANIES, Company, Customer, Item, Receipt, rounded

ZERO = Decimal(0)
OPENING_MEDIANS = 60  # opening cash, in median invoices
WRONG_DIGIT_RATE, OTHER_PAYER_RATE, UNIDENTIFIED_PER_MONTH = 0.05, 0.05, 2
PLAN_WEEKS_AHEAD, PLAN_MONTHS_BACK = 16, 3
# Line, share of a mean month's receipts, days of the month on which it is paid.
OUTFLOWS = (
    ("payroll", "0.20", (30,)),
    ("suppliers", "0.13", (7, 14, 21, 28)),
    ("tax", "0.11", (12,)),
    ("rent", "0.03", (5,)),
    ("debt", "0.04", (25,)),
    ("other", "0.02", (18,)),
)


@dataclass(frozen=True, slots=True)
class Account:
    bank_account_id: str
    company_id: str
    currency_code: str
    bank_name: str
    iban: str


@dataclass(frozen=True, slots=True)
class Entry:
    bank_account_id: str
    entry_id: str
    booking_date: date
    value_date: date
    amount: Decimal
    currency_code: str
    counterparty_name: str
    counterparty_tax_id: str
    counterparty_account: str
    reference: str
    description: str
    recorded_at: datetime
    true_customer_id: str = ""  # truth only, like all that follows
    true_receipt_id: str = ""
    true_trouble: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    bank_account_id: str
    balance_date: date
    balance_type: str
    amount: Decimal
    currency_code: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class PlannedCash:
    company_id: str
    line: str
    cash_date: date
    amount: Decimal
    currency_code: str
    description: str
    recorded_at: datetime


ACCOUNTS = (
    Account("CL-CLP-1", "CL01", "CLP", "Banco de los Andes", ""),
    Account("CL-USD-1", "CL01", "USD", "Banco de los Andes", ""),
    Account("ES-EUR-1", "ES01", "EUR", "Banco Mediterráneo Norte", "ES7921000813610123456789"),
    Account("ES-USD-1", "ES01", "USD", "Banco Mediterráneo Norte", "ES6621000418401234567891"),
)
ACCOUNT_FOR = {(account.company_id, account.currency_code): account for account in ACCOUNTS}


def draw_entries(
    seed: int, *, receipts: Iterable[Receipt], items: Iterable[Item], customers: Mapping[str, Customer],
    first: date, as_of: date, rates: Rates,
) -> list[Entry]:  # fmt: skip
    """Return the entries of all accounts up to `as_of`, in order of account and day."""
    seen = {receipt.item.document_id: receipt for receipt in receipts}
    entries = []
    for item in {item.key: item for item in items}.values():
        receipt = seen.get(item.document_id)
        if item.document_type in ("receipt", "refund", "returned_payment"):
            draw = chance(seed, "bank", *item.key)
            entries.append(_customer_entry(item, receipt=receipt, customers=customers, draw=draw))
    entries = [entry for entry in entries if entry.booking_date <= as_of]
    for company in COMPANIES:
        mean = _mean_receipts(entries, company=company, first=first, as_of=as_of, rates=rates)
        for row in planned_cash(seed, company=company, mean=mean, first=first, last=as_of):
            entries.append(_outflow(row, draw=chance(seed, "out", company.company_id, row.line, row.cash_date)))
        entries += _unidentified(seed, company=company, first=first, as_of=as_of)
    return sorted(entries, key=lambda entry: (entry.bank_account_id, entry.booking_date, entry.entry_id))


def draw_plan(
    seed: int, *, entries: Iterable[Entry], first: date, as_of: date, rates: Rates
) -> list[PlannedCash]:
    """Return the treasurer's plan: the last three months as they were planned, and sixteen weeks to come."""
    rows, known = [], list(entries)
    for company in COMPANIES:
        mean = _mean_receipts(known, company=company, first=first, as_of=as_of, rates=rates)
        start = month_start(as_of, months=1 - PLAN_MONTHS_BACK)
        rows += planned_cash(seed, company=company, mean=mean, first=start, last=plus(as_of, 7 * PLAN_WEEKS_AHEAD))
    stamp = datetime(as_of.year, as_of.month, as_of.day, 11)
    back = datetime(start.year, start.month, start.day, 11)
    return [PlannedCash(row.company_id, row.line, row.cash_date, row.amount, row.currency_code, row.description,
                        back if row.cash_date <= as_of else stamp) for row in rows]  # fmt: skip


def planned_cash(seed: int, *, company: Company, mean: Decimal, first: date, last: date) -> list[PlannedCash]:
    """Return what leaves between two days, by line."""
    rows, month = [], month_start(first)
    while month <= last:
        for line, share, days in OUTFLOWS:
            for day in days:
                when = business_day(min(plus(month, day - 1), month_end(month)), country=company.country_code)
                draw = chance(seed, "plan", company.company_id, line, month, day)
                amount = rounded(mean * Decimal(share) * draw.randint(88, 112) / 100, currency=company.base_currency_code)
                row = PlannedCash(company.company_id, line, when, -amount, company.base_currency_code, line,
                                  datetime.min)  # fmt: skip
                if first <= when <= last:
                    rows.append(row)
        month = month_start(month, months=1)
    return rows


def draw_balances(entries: Iterable[Entry], *, first: date, as_of: date) -> list[Balance]:
    """Return the opening and closing balance of each account on each business day."""
    moves: dict[tuple[str, date], Decimal] = defaultdict(lambda: ZERO)
    for entry in entries:
        moves[(entry.bank_account_id, entry.booking_date)] += entry.amount
    rows = []
    for company in COMPANIES:
        for account in (account for account in ACCOUNTS if account.company_id == company.company_id):
            medians = OPENING_MEDIANS if account.currency_code == company.base_currency_code else 0
            held = Decimal(company.median_amount * medians)
            for day in business_days(first, last=as_of, country=company.country_code):
                stamp = datetime(day.year, day.month, day.day, 22)
                rows.append(Balance(account.bank_account_id, day, "opening", held, account.currency_code, stamp))
                held += moves[(account.bank_account_id, day)]
                rows.append(Balance(account.bank_account_id, day, "closing", held, account.currency_code, stamp))
    return rows


def _customer_entry(
    item: Item, *, receipt: Receipt | None, customers: Mapping[str, Customer], draw: random.Random
) -> Entry:
    customer = customers[item.customer_id]
    payer, trouble = _payer(customer, customers=customers, draw=draw)
    booked = receipt.bank_date if receipt else item.posting_date
    text, missing = _remittance(receipt, customer=customer, draw=draw)
    account = ACCOUNT_FOR[(item.company_id, item.currency_code)]
    return Entry(
        bank_account_id=account.bank_account_id,
        entry_id=f"E-{item.document_id}",
        booking_date=booked,
        value_date=booked,
        amount=-item.amount if item.sign > 0 else item.amount,
        currency_code=item.currency_code,
        counterparty_name=payer.name.upper()[:35],
        counterparty_tax_id=payer.tax_id if draw.random() < 0.6 else "",
        counterparty_account=f"{payer.country_code}00{payer.customer_id[3:]}{sum(map(ord, payer.customer_id)):08d}",
        reference=text,
        description={"refund": "DEVOLUCION A CLIENTE", "returned_payment": "DEVOLUCION IMPAGADO"}.get(
            item.document_type, "ABONO TRANSFERENCIA"
        ),
        recorded_at=entered_at(booked, country=customer.company.country_code, draw=draw),
        true_customer_id=customer.customer_id,
        true_receipt_id=item.document_id,
        true_trouble=trouble or missing,
    )


def _payer(
    customer: Customer, *, customers: Mapping[str, Customer], draw: random.Random
) -> tuple[Customer, str]:
    """The parent of a group pays for it half of the time; now and then a stranger does."""
    parent = customers.get(customer.parent_customer_id)
    if parent and draw.random() < 0.5:
        return parent, "paid_by_parent"
    if draw.random() < OTHER_PAYER_RATE:
        mine = [other for other in customers.values() if other.company is customer.company]
        return draw.choice(mine), "paid_by_other"
    return customer, ""


def _remittance(receipt: Receipt | None, *, customer: Customer, draw: random.Random) -> tuple[str, str]:
    if receipt is None or draw.random() >= customer.habit.reference_rate:
        return draw.choice(("", "PAGO FACTURAS", "TRANSFERENCIA", "PAGO PROVEEDORES")), "no_reference"
    numbers = list(dict.fromkeys(part.item.document_number for part in receipt.parts))
    trouble = ""
    if draw.random() < WRONG_DIGIT_RATE:
        place = len(numbers[0]) - 1 - draw.randint(0, 2)
        digit = str((int(numbers[0][place]) + draw.randint(1, 9)) % 10)
        numbers[0], trouble = numbers[0][:place] + digit + numbers[0][place + 1 :], "wrong_digit"
    if len(numbers) > 6:
        numbers, trouble = numbers[:6], "cut_short"
    return draw.choice(("PAGO FACT ", "FRA ", "INV ", "")) + " ".join(numbers), trouble


def _mean_receipts(
    entries: Iterable[Entry], *, company: Company, first: date, as_of: date, rates: Rates
) -> Decimal:
    """Return the mean month's money from customers, in base currency."""
    total = ZERO
    for entry in entries:
        if entry.true_customer_id and entry.bank_account_id[:2] == company.company_id[:2]:
            total += rates.base(entry.amount, currency=entry.currency_code, base=company.base_currency_code,
                                day=entry.booking_date)  # fmt: skip
    months = (as_of.year - first.year) * 12 + as_of.month - first.month + 1
    return total / months


def _outflow(row: PlannedCash, *, draw: random.Random) -> Entry:
    account = ACCOUNT_FOR[(row.company_id, row.currency_code)]
    amount = rounded(row.amount * draw.randint(95, 105) / 100, currency=row.currency_code)
    return Entry(
        bank_account_id=account.bank_account_id, entry_id=f"O-{row.line}-{row.cash_date:%y%m%d}",
        booking_date=row.cash_date, value_date=row.cash_date, amount=amount, currency_code=row.currency_code,
        counterparty_name=row.line.upper(), counterparty_tax_id="", counterparty_account="", reference="",
        description=f"CARGO {row.line.upper()}",
        recorded_at=datetime(row.cash_date.year, row.cash_date.month, row.cash_date.day, 12) + timedelta(minutes=5),
    )  # fmt: skip


def _unidentified(seed: int, *, company: Company, first: date, as_of: date) -> list[Entry]:
    """Money that nobody has recorded: deposits in cash, interest, payments of strangers."""
    rows, month = [], first
    account = ACCOUNT_FOR[(company.company_id, company.base_currency_code)]
    while month <= as_of:
        draw = chance(seed, "unidentified", company.company_id, month)
        for number in range(UNIDENTIFIED_PER_MONTH):
            day = business_day(plus(month, draw.randint(0, 24)), country=company.country_code)
            amount = rounded(Decimal(company.median_amount) * draw.randint(3, 160) / 100,
                             currency=company.base_currency_code)  # fmt: skip
            if day <= as_of:
                rows.append(Entry(account.bank_account_id, f"U-{day:%y%m%d}-{number}", day, day, amount,
                                  account.currency_code, draw.choice(("", "DEPOSITO EFECTIVO", "INTERESES")), "", "",
                                  "", "ABONO", entered_at(day, country=company.country_code, draw=draw),
                                  true_trouble="unidentified"))  # fmt: skip
        month = month_start(month, months=1)
    return rows
