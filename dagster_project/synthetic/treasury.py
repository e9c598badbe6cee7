"""Money that is not a customer's: payroll, suppliers, taxes, dollars sold, deposits that nobody knows.

Holds what leaves each account, the treasurer's plan of it, and the entries that no receipt explains.
Does not hold: what customers paid; that is in ``synthetic.bank``.
Called by ``synthetic.bank`` and ``synthetic.company``.
"""

import random
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from dagster_project.synthetic.accounts import ACCOUNT_FOR, Entry, PlannedCash
from dagster_project.synthetic.chance import chance
from dagster_project.synthetic.days import (
    BEFORE_ALL,
    at,
    business_day,
    business_days,
    entered_at,
    month_end,
    month_ends,
    month_start,
    plus,
)
from dagster_project.synthetic.rates import Rates
from dagster_project.synthetic.world import COMPANIES, Company, rounded

ZERO = Decimal(0)
UNIDENTIFIED_PER_MONTH = 2
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


def company_entries(
    seed: int, *, entries: list[Entry], company: Company, first: date, as_of: date, rates: Rates
) -> list[Entry]:
    """Return the entries of one company that are not a customer's."""
    mean = mean_receipts(entries, company=company, first=first, as_of=as_of, rates=rates)
    rows = [
        _outflow(row, draw=chance(seed, "out", company.company_id, row.line, row.cash_date))
        for row in planned_cash(seed, company=company, mean=mean, first=first, last=as_of)
    ]
    rows += _sweeps(entries, company=company, first=first, as_of=as_of, rates=rates)
    return rows + _unidentified(seed, company=company, first=first, as_of=as_of)


def draw_plan(
    seed: int, *, entries: Iterable[Entry], first: date, as_of: date, rates: Rates
) -> list[PlannedCash]:
    """Return the treasurer's plan: the last three months as they were planned, and sixteen weeks to come."""
    rows, known = [], list(entries)
    for company in COMPANIES:
        mean = mean_receipts(known, company=company, first=first, as_of=as_of, rates=rates)
        start = month_start(as_of, months=1 - PLAN_MONTHS_BACK)
        rows += planned_cash(
            seed, company=company, mean=mean, first=start, last=plus(as_of, 7 * PLAN_WEEKS_AHEAD)
        )
    stamp = at(as_of, hour=11)
    back = at(start, hour=11)
    return [
        PlannedCash(
            row.company_id,
            row.line,
            row.cash_date,
            row.amount,
            row.currency_code,
            row.description,
            back if row.cash_date <= as_of else stamp,
        )
        for row in rows
    ]


def planned_cash(seed: int, *, company: Company, mean: Decimal, first: date, last: date) -> list[PlannedCash]:
    """Return what leaves between two days, by line."""
    rows, month = [], month_start(first)
    while month <= last:
        for line, share, days in OUTFLOWS:
            for day in days:
                when = business_day(min(plus(month, day - 1), month_end(month)), country=company.country_code)
                draw = chance(seed, "plan", company.company_id, line, month, day)
                amount = rounded(
                    mean * Decimal(share) * draw.randint(88, 112) / 100, currency=company.base_currency_code
                )
                row = PlannedCash(
                    company.company_id, line, when, -amount, company.base_currency_code, line, BEFORE_ALL
                )
                if first <= when <= last:
                    rows.append(row)
        month = month_start(month, months=1)
    return rows


def mean_receipts(
    entries: Iterable[Entry], *, company: Company, first: date, as_of: date, rates: Rates
) -> Decimal:
    """Return the mean month's money from customers, in base currency."""
    total = ZERO
    for entry in entries:
        if entry.true_customer_id and entry.bank_account_id[:2] == company.company_id[:2]:
            total += rates.base(
                entry.amount,
                currency=entry.currency_code,
                base=company.base_currency_code,
                day=entry.booking_date,
            )
    months = (as_of.year - first.year) * 12 + as_of.month - first.month + 1
    return total / months


def _outflow(row: PlannedCash, *, draw: random.Random) -> Entry:
    account = ACCOUNT_FOR[(row.company_id, row.currency_code)]
    amount = rounded(row.amount * draw.randint(95, 105) / 100, currency=row.currency_code)
    return Entry(
        bank_account_id=account.bank_account_id,
        entry_id=f"O-{row.line}-{row.cash_date:%y%m%d}",
        booking_date=row.cash_date,
        value_date=row.cash_date,
        amount=amount,
        currency_code=row.currency_code,
        counterparty_name=row.line.upper(),
        counterparty_tax_id="",
        counterparty_account="",
        reference="",
        description=f"CARGO {row.line.upper()}",
        recorded_at=at(row.cash_date, hour=12, minute=5),
    )


def _sweeps(
    entries: Iterable[Entry], *, company: Company, first: date, as_of: date, rates: Rates
) -> list[Entry]:
    """Sell the dollars of each month on its last business day for base currency."""
    dollars, base = ACCOUNT_FOR[(company.company_id, "USD")], company.base_currency_code
    to, rows, done = ACCOUNT_FOR[(company.company_id, base)], list[Entry](), first
    for end in month_ends(first, last=as_of):
        day = max(each for each in business_days(plus(end, -9), last=end, country=company.country_code))
        mine = [each for each in entries if each.bank_account_id == dollars.bank_account_id]
        held = sum((each.amount for each in mine if done <= each.booking_date < day), ZERO)
        done = day
        bought = rates.base(held, currency="USD", base=base, day=day)
        for account, amount in ((dollars, -held), (to, bought)):
            rows.append(
                Entry(
                    account.bank_account_id,
                    f"S-{day:%y%m%d}",
                    day,
                    day,
                    amount,
                    account.currency_code,
                    company.name.upper(),
                    company.tax_id,
                    "",
                    "",
                    "VENTA DE DIVISAS",
                    at(day, hour=17),
                )
            )
    return [row for row in rows if row.amount]


def _unidentified(seed: int, *, company: Company, first: date, as_of: date) -> list[Entry]:
    """Money that nobody has recorded: deposits in cash, interest, payments of strangers."""
    rows, month = [], first
    account = ACCOUNT_FOR[(company.company_id, company.base_currency_code)]
    while month <= as_of:
        draw = chance(seed, "unidentified", company.company_id, month)
        for number in range(UNIDENTIFIED_PER_MONTH):
            day = business_day(plus(month, draw.randint(0, 24)), country=company.country_code)
            amount = rounded(
                Decimal(company.median_amount) * draw.randint(3, 160) / 100,
                currency=company.base_currency_code,
            )
            if day <= as_of:
                rows.append(
                    Entry(
                        account.bank_account_id,
                        f"U-{day:%y%m%d}-{number}",
                        day,
                        day,
                        amount,
                        account.currency_code,
                        draw.choice(("", "DEPOSITO EFECTIVO", "INTERESES")),
                        "",
                        "",
                        "",
                        "ABONO",
                        entered_at(day, country=company.country_code, draw=draw),
                        true_trouble="unidentified",
                    )
                )
        month = month_start(month, months=1)
    return rows
