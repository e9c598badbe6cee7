"""The bank's side of what customers pay: entries with remittance text, and the balances of every day.

Holds what the bank saw of each receipt, with the trouble that remittance text gives.
Does not hold: which invoice an entry paid, except in the truth that goes with each entry.
Called by ``synthetic.company``.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from dagster_project.synthetic.accounts import ACCOUNT_FOR, ACCOUNTS, Balance, Entry
from dagster_project.synthetic.chance import chance
from dagster_project.synthetic.days import at, business_days, entered_at
from dagster_project.synthetic.rates import Rates
from dagster_project.synthetic.treasury import company_entries
from dagster_project.synthetic.world import COMPANIES, Customer, Item, Receipt

ZERO = Decimal(0)
OPENING_MEDIANS = 700  # opening cash, in median invoices
WRONG_DIGIT_RATE, OTHER_PAYER_RATE = 0.05, 0.05


def draw_entries(
    seed: int,
    *,
    receipts: Iterable[Receipt],
    items: Iterable[Item],
    customers: Mapping[str, Customer],
    first: date,
    as_of: date,
    rates: Rates,
) -> list[Entry]:
    """Return the entries of all accounts up to `as_of`, in order of account and day."""
    seen = {receipt.item.document_id: receipt for receipt in receipts}
    entries = []
    for item in {item.key: item for item in items}.values():
        receipt = seen.get(item.document_id)
        if item.document_type in ("receipt", "refund", "returned_payment"):
            draw = chance(seed, "bank", *item.key)
            entries.append(_customer_entry(item, receipt=receipt, customers=customers, draw=draw))
    entries = [entry for entry in entries if entry.booking_date <= as_of]
    others = [
        company_entries(seed, entries=entries, company=company, first=first, as_of=as_of, rates=rates)
        for company in COMPANIES
    ]
    entries += [entry for rows in others for entry in rows]
    return sorted(entries, key=lambda entry: (entry.bank_account_id, entry.booking_date, entry.entry_id))


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
                stamp = at(day, hour=22)
                rows.append(
                    Balance(account.bank_account_id, day, "opening", held, account.currency_code, stamp)
                )
                held += moves[(account.bank_account_id, day)]
                rows.append(
                    Balance(account.bank_account_id, day, "closing", held, account.currency_code, stamp)
                )
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
        counterparty_account=f"{payer.country_code}00{payer.customer_id[3:]}{sum(map(ord, payer.name)):08d}",
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
