"""Invoices of the demo: when, to whom, how much, and what went wrong on the way to the customer.

Holds the drawing of invoices with their instalments, purchase orders and process delays.
Does not hold: payments; those are in ``synthetic.paying``.
Called by ``synthetic.company``.
"""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from dagster_project.synthetic.chance import chance
from dagster_project.synthetic.days import business_day, entered_at, month_end, month_start, plus
from dagster_project.synthetic.rates import Rates
from dagster_project.synthetic.world import COMPANIES, Company, Customer, Item, percent, rounded

INSTALMENT_RATE = 0.10
SILENT_MONTH = 11  # of the Spanish company, counted from 0: nothing is billed
USD_MEDIAN = 4_200
VOID_RATE, DRAFT_RATE, FACTOR_RATE, INSTRUMENT_RATE, NOTE_RATE = 0.005, 0.0015, 0.008, 0.015, 0.02
OPENING_COUNT = 60  # items brought forward from the system before
SPREAD = 0.85  # of the logarithm of an amount
# Share of invoices whose delay begins before the customer's own, with the days that it takes.
PROCESS_DELAYS = (
    ("invoiced_late", 0.07, (4, 18)),
    ("missing_purchase_order", 0.05, (6, 25)),
    ("missing_service_entry_sheet", 0.05, (5, 30)),
)
SEASON = (0.92, 0.9, 1.05, 1.0, 1.02, 1.0, 0.97, 0.85, 1.03, 1.06, 1.08, 1.2)  # January first


@dataclass(frozen=True, slots=True)
class Invoice:
    """One invoice with its items and the delays that are not the customer's habit."""

    customer: Customer
    month: int
    items: tuple[Item, ...]
    delays: dict[str, int]
    voided_on: date | None = None

    @property
    def first(self) -> Item:
        return self.items[0]

    @property
    def amount(self) -> Decimal:
        return sum((item.amount for item in self.items), Decimal(0))


def draw_invoices(
    seed: int, *, customers: list[Customer], count: int, first: date, as_of: date, rates: Rates
) -> list[Invoice]:
    """Return `count` invoices (or a few less) by company, in order of number."""
    invoices = []
    for company in COMPANIES:
        mine = [customer for customer in customers if customer.company is company]
        share = len(mine) / len(customers)
        plan = _plan(
            seed, company=company, customers=mine, count=round(count * share), first=first, as_of=as_of
        )
        for number, (customer, day, month) in enumerate(plan, start=1):
            draw = chance(seed, "invoice", company.company_id, number)
            invoices.append(_invoice(customer, number=number, day=day, month=month, draw=draw, rates=rates))
    return invoices


def draw_opening(seed: int, *, customers: list[Customer], first: date) -> list[Invoice]:
    """Return the items that were open when the history begins, as opening balances."""
    there = [customer for customer in customers if not customer.habit.first_month]
    invoices = []
    for number, customer in enumerate(there[:: max(1, len(there) // OPENING_COUNT)], start=1):
        draw = chance(seed, "opening", number)
        due = plus(first, draw.randint(-40, 45))
        item = _item(customer, number=number, day=first, draw=draw, delays={})
        item = replace(
            item,
            document_id=f"{item.document_id[:2]}-AP{number:04d}",
            document_number=f"AP-{number:04d}",
            document_type="opening_balance_debit",
            issue_date=plus(due, -30),
            received_date=plus(due, -30),
            due_date=due,
            tax_amount=None,
            acceptance_date=None,
            po_date=None,
            hes_date=None,
        )
        invoices.append(Invoice(customer=customer, month=0, items=(item,), delays={}))
    return invoices


def _plan(
    seed: int, *, company: Company, customers: list[Customer], count: int, first: date, as_of: date
) -> list[tuple[Customer, date, int]]:
    months = (as_of.year - first.year) * 12 + as_of.month - first.month + 1
    shares = [SEASON[month_start(first, months=month).month - 1] for month in range(months)]
    if company.country_code == "ES":
        shares[SILENT_MONTH] = 0.0
    plan = []
    for month, share in enumerate(shares):
        draw = chance(seed, "plan", company.company_id, month)
        there = [customer for customer in customers if customer.habit.first_month <= month]
        start = month_start(first, months=month)
        last = min(month_end(start), as_of)
        for _ in range(round(count * share / sum(shares))):
            customer = draw.choices(there, weights=[customer.weight for customer in there])[0]
            day = plus(start, draw.randint(0, (last - start).days))
            day = business_day(day, country=company.country_code)
            if day <= as_of and _still_billed(customer, day=day):
                plan.append((customer, day, month))
    return sorted(plan, key=lambda row: (row[1], row[0].customer_id))


def _still_billed(customer: Customer, *, day: date) -> bool:
    """A customer that stopped paying is billed for seven weeks more."""
    stops_on = customer.habit.stops_on
    return stops_on is None or day < plus(stops_on, 49)


def _invoice(
    customer: Customer, *, number: int, day: date, month: int, draw: random.Random, rates: Rates
) -> Invoice:
    delays = _delays(customer, draw=draw)
    item = _item(customer, number=number, day=day, draw=draw, delays=delays)
    parts = 1 if draw.random() >= INSTALMENT_RATE else draw.choice((2, 3))
    items = _instalments(item, parts=parts)
    if customer.currency_code == "USD" and draw.random() < 0.3:
        items = [_with_base(each, company=customer.company, rates=rates) for each in items]
    if parts == 1:
        items = [_with_story(items[0], customer=customer, draw=draw)]
    voided_on = plus(day, draw.randint(2, 25)) if parts == 1 and draw.random() < VOID_RATE else None
    return Invoice(customer=customer, month=month, items=tuple(items), delays=delays, voided_on=voided_on)


def _delays(customer: Customer, *, draw: random.Random) -> dict[str, int]:
    drawn = {cause: draw.randint(*days) for cause, rate, days in PROCESS_DELAYS if draw.random() < rate}
    if customer.segment == "retail":
        drawn.pop("missing_purchase_order", None)
    if customer.segment == "retail" or customer.company.country_code != "CL":
        drawn.pop("missing_service_entry_sheet", None)
    return drawn


def _item(customer: Customer, *, number: int, day: date, draw: random.Random, delays: dict[str, int]) -> Item:
    company, currency = customer.company, customer.currency_code
    median = USD_MEDIAN if currency == "USD" else company.median_amount
    size = 1.0 + 8.0 * customer.weight
    net = rounded(
        Decimal(repr(round(median * size * draw.lognormvariate(0.0, SPREAD), 2))), currency=currency
    )
    tax = percent(net, of=0 if currency == "USD" else company.tax_percent, currency=currency)
    chilean = company.country_code == "CL"
    with_order = customer.segment != "retail"
    return Item(
        company_id=company.company_id,
        document_id=f"CL-F{100_000 + number}" if chilean else f"ES-FV{day.year % 100}{number:06d}",
        document_type="invoice",
        document_number=f"{100_000 + number}" if chilean else f"FV{day.year % 100}-{number:06d}",
        customer_id=customer.customer_id,
        posting_date=day,
        issue_date=day,
        received_date=plus(day, delays.get("invoiced_late", 0)),
        due_date=plus(day, customer.payment_terms_days),
        currency_code=currency,
        amount=net + tax,
        tax_amount=tax,
        control_account=customer.control_account if currency == "USD" else "",
        acceptance_status="accepted" if chilean else "",
        acceptance_date=plus(day, 8) if chilean else None,
        po_number=f"OC-{draw.randint(4_000_000, 4_999_999)}" if with_order else "",
        po_date=plus(day, delays.get("missing_purchase_order", -draw.randint(3, 30))) if with_order else None,
        hes_number=f"HES{draw.randint(100_000, 999_999)}" if with_order and chilean else "",
        hes_date=plus(day, delays.get("missing_service_entry_sheet", 0)) if with_order and chilean else None,
        project=f"PRY-{draw.randint(1, 24):03d}" if customer.segment == "construction" else "",
        case_id=f"EXP-{draw.randint(1, 900):04d}" if customer.segment == "services" else "",
        recorded_at=_recorded(day, company=company, draw=draw),
    )


def _with_story(item: Item, *, customer: Customer, draw: random.Random) -> Item:
    """Let a few be drafts, debit or interest notes, sold to a factor, or covered by a post-dated cheque."""
    chosen, chilean = draw.random(), customer.company.country_code == "CL"
    if chosen < DRAFT_RATE:
        return replace(item, status="draft")
    if chosen < DRAFT_RATE + NOTE_RATE:
        return replace(
            item, document_type=draw.choice(("debit_note", "debit_note", "debit_note", "interest_note"))
        )
    if chosen < 0.03 + FACTOR_RATE and chilean:
        return replace(
            item,
            assigned_date=plus(item.posting_date, 10),
            assigned_to="Factoring Cordillera S.A.",
            has_recourse=draw.random() < 0.4,
        )
    if 0.05 < chosen < 0.05 + INSTRUMENT_RATE and item.due_date:
        return replace(item, instrument="cheque", maturity_date=plus(item.due_date, draw.choice((0, 30))))
    return item


def _recorded(day: date, *, company: Company, draw: random.Random) -> datetime:
    """Most are entered on the day; one in a hundred weeks later."""
    late = draw.randint(14, 37) if draw.random() < 0.01 else 0
    return entered_at(plus(day, late), country=company.country_code, draw=draw)


def _instalments(item: Item, *, parts: int) -> list[Item]:
    """Split into equal instalments 30 days apart; the last one takes what is left over."""
    share = rounded(item.amount / parts, currency=item.currency_code)
    tax = rounded((item.tax_amount or Decimal(0)) / parts, currency=item.currency_code)
    due, items = item.due_date or item.posting_date, []
    for number in range(1, parts + 1):
        last = number == parts
        items.append(
            replace(
                item,
                instalment_number=number,
                amount=item.amount - share * (parts - 1) if last else share,
                tax_amount=(item.tax_amount or Decimal(0)) - tax * (parts - 1) if last else tax,
                due_date=plus(due, 30 * (number - 1)),
            )
        )
    return items


def _with_base(item: Item, *, company: Company, rates: Rates) -> Item:
    """Give the ERP's own base amount, made with the rate of two days before."""
    base, day = company.base_currency_code, plus(item.posting_date, -2)
    amount = rates.base(item.amount, currency=item.currency_code, base=base, day=day)
    return replace(item, amount_base=amount)
