"""When an invoice is truly paid, and why not sooner.

Holds the hidden process: habit, regime change, process delays, disputes, promises, pay-runs, defaults.
Does not hold: receipts or allocations; ``synthetic.receipts`` books what is planned here.
Called by ``synthetic.company``.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dagster_project.synthetic.billing import Invoice
from dagster_project.synthetic.chance import chance
from dagster_project.synthetic.days import business_day, entered_at, pay_run_day, plus
from dagster_project.synthetic.world import Customer, Dispute, Item, Part, Promise, percent, rounded

REGIME_SEGMENT, REGIME_MONTH, REGIME_DAYS = "retail", 15, 12
DISPUTE_RATE, PROMISE_RATE, NEVER_RATE, CREDIT_NOTE_RATE = 0.04, 0.3, 0.006, 0.05
DISPUTE_REASONS = ("price", "quantity", "quality", "missing_document", "duplicate", "service_not_accepted")


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit note to come, for one item."""

    item: Item
    amount: Decimal
    posting_date: date
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What will happen to one invoice."""

    invoice: Invoice
    parts: tuple[Part, ...]
    credits: tuple[Credit, ...]
    dispute: Dispute | None
    promises: tuple[Promise, ...]
    causes: dict[
        int, dict[str, int]
    ]  # instalment → cause → days; what is left of the lateness is unexplained


def plan_payments(seed: int, *, invoices: list[Invoice], as_of: date) -> list[Plan]:
    """Return the plan of every invoice, past and future alike."""
    return [
        _plan(invoice, draw=chance(seed, "paying", *invoice.first.key), as_of=as_of) for invoice in invoices
    ]


def _plan(invoice: Invoice, *, draw: random.Random, as_of: date) -> Plan:
    if invoice.voided_on or invoice.first.status == "draft":
        return Plan(invoice, (), (), None, (), {})
    if invoice.first.assigned_date and not invoice.first.has_recourse:
        return Plan(invoice, (), (), None, (), {})
    dispute = _dispute(invoice, draw=draw, as_of=as_of)
    credit = _credit(invoice, dispute=dispute, draw=draw)
    never = draw.random() < NEVER_RATE
    parts: list[Part] = []
    promises: list[Promise] = []
    causes: dict[int, dict[str, int]] = {}
    for item in invoice.items:
        owed = item.amount - (credit.amount if credit and credit.item is item else Decimal(0))
        if owed == 0:
            continue
        day, why = _pay_day(item, invoice=invoice, dispute=dispute, draw=draw)
        promise = _promise(item, customer=invoice.customer, day=day, owed=owed, draw=draw)
        if promise:
            promises.append(promise)
            day, why = _slipped(promise, day=day, why=why, customer=invoice.customer, draw=draw)
        causes[item.instalment_number] = why
        unresolved = dispute is not None and dispute.resolved_date is None
        if not never and not unresolved:
            parts += _parts(item, owed=owed, day=day, invoice=invoice, promise=promise, draw=draw)
    return Plan(invoice, tuple(parts), (credit,) if credit else (), dispute, tuple(promises), causes)


def _pay_day(
    item: Item, *, invoice: Invoice, dispute: Dispute | None, draw: random.Random
) -> tuple[date, dict[str, int]]:
    """Return the day on which the bank moves the money, and the days that each cause added."""
    customer = invoice.customer
    due = item.due_date or item.posting_date
    why = dict(invoice.delays)
    day = plus(due, _lag(customer, month=invoice.month, due=due, draw=draw) + sum(why.values()))
    if dispute and dispute.resolved_date and dispute.resolved_date >= day:
        why["dispute"] = (plus(dispute.resolved_date, 4) - day).days
        day = plus(dispute.resolved_date, 4)
    day = max(day, plus(item.posting_date, 1), item.maturity_date or date.min)
    paid = pay_run_day(day, pay_run=customer.habit.pay_run, country=customer.company.country_code)
    if customer.habit.pay_run:
        why["pay_run"] = (paid - day).days
    return paid, why


def _lag(customer: Customer, *, month: int, due: date, draw: random.Random) -> int:
    """Return the habit's own days after the due date; negative is early."""
    habit = customer.habit
    noise = draw.gauss(0.0, habit.spread_days)
    if habit.kind == "irregular":
        noise = draw.expovariate(1.0 / habit.spread_days) - 10.0
    lag = habit.lag_days + noise
    if habit.kind == "degrading":
        lag += max(0, month - 8) * 2.2
    if habit.kind == "seasonal" and due.month in (12, 1, 2):
        lag += 26
    if customer.segment == REGIME_SEGMENT and month >= REGIME_MONTH - 1:
        lag += REGIME_DAYS
    return round(lag)


def _dispute(invoice: Invoice, *, draw: random.Random, as_of: date) -> Dispute | None:
    if draw.random() >= DISPUTE_RATE:
        return None
    item, customer = invoice.first, invoice.customer
    country = customer.company.country_code
    opened = business_day(plus(item.posting_date, draw.randint(6, 45)), country=country)
    days = draw.randint(9, 55)
    stays_open = draw.random() < 0.4 and plus(opened, 120) > as_of
    outcome = draw.choice(("valid", "invalid"))
    return Dispute(
        company_id=item.company_id,
        dispute_id=f"D-{item.document_id}",
        document_id=item.document_id,
        opened_date=opened,
        resolved_date=None if stays_open else business_day(plus(opened, days), country=country),
        reason_code=draw.choice(DISPUTE_REASONS),
        amount=rounded(item.amount * draw.randint(2, 10) / 10, currency=item.currency_code),
        outcome="" if stays_open else outcome,
        recorded_at=entered_at(opened, country=country, draw=draw),
    )


def _credit(invoice: Invoice, *, dispute: Dispute | None, draw: random.Random) -> Credit | None:
    """A dispute that was right ends in a credit note; others are price corrections and cancellations."""
    item = invoice.items[-1]
    by_chance, whole, tenths = draw.random() < CREDIT_NOTE_RATE, draw.random() < 0.2, draw.randint(1, 5)
    if dispute and dispute.outcome == "valid" and dispute.resolved_date:
        return Credit(
            item,
            percent(item.amount, of=tenths * 10, currency=item.currency_code),
            dispute.resolved_date,
            "dispute",
        )
    if not by_chance or dispute:
        return None
    country = invoice.customer.company.country_code
    day = business_day(plus(item.posting_date, draw.randint(2, 12)), country=country)
    amount = item.amount if whole else percent(item.amount, of=tenths * 10, currency=item.currency_code)
    return Credit(item, amount, day, "cancellation" if whole else "price")


def _promise(
    item: Item, *, customer: Customer, day: date, owed: Decimal, draw: random.Random
) -> Promise | None:
    """A customer that will be late is asked, and one in three names a day."""
    due = item.due_date or item.posting_date
    if (day - due).days < 12 or draw.random() >= PROMISE_RATE:
        return None
    country = customer.company.country_code
    made = business_day(plus(due, draw.randint(3, 8)), country=country)
    outcome = draw.choices(("kept", "broken", "partial"), weights=(55, 30, 15))[0]
    return Promise(
        company_id=item.company_id,
        promise_id=f"P-{item.document_id}-{item.instalment_number}",
        plan_id="",
        instalment_number=1,
        customer_id=item.customer_id,
        document_id=item.document_id,
        promised_on_date=made,
        due_date=max(day, plus(made, 1)),
        amount=owed,
        currency_code=item.currency_code,
        collector_id=customer.collector_id,
        recorded_at=entered_at(made, country=country, draw=draw),
        true_outcome=outcome,
    )


def _slipped(
    promise: Promise, *, day: date, why: dict[str, int], customer: Customer, draw: random.Random
) -> tuple[date, dict[str, int]]:
    """A broken promise adds its days; the pay-run that follows is part of them."""
    if promise.true_outcome != "broken":
        return day, why
    country = customer.company.country_code
    later = plus(promise.due_date, draw.randint(6, 20))
    later = pay_run_day(later, pay_run=customer.habit.pay_run, country=country)
    return later, {**why, "promise_slipped": (later - day).days}


def _parts(
    item: Item, *, owed: Decimal, day: date, invoice: Invoice, promise: Promise | None, draw: random.Random
) -> list[Part]:
    """Split into one or two payments, with what the customer deducts."""
    customer, currency = invoice.customer, item.currency_code
    simple = len(invoice.items) == 1 and not invoice.delays and promise is None
    if customer.discount_terms_code and simple and draw.random() < 0.6:
        early = business_day(
            plus(item.posting_date, draw.randint(5, 9)), country=customer.company.country_code
        )
        return _paid(
            [Part(item, owed, early, percent(owed, of=2, currency=currency), Decimal(0), Decimal(0))],
            customer=customer,
        )
    halves = [(owed, day)]
    if (promise and promise.true_outcome == "partial") or draw.random() < customer.habit.partial_rate:
        half = percent(owed, of=draw.randint(4, 7) * 10, currency=currency)
        rest = business_day(day + timedelta(draw.randint(10, 40)), country=customer.company.country_code)
        halves = [(half, day), (owed - half, rest)]
    withheld = percent(owed, of=12, currency=currency) if customer.withholds else Decimal(0)
    charge = (
        Decimal(draw.randint(1200, 3500)).scaleb(-2)
        if currency == "USD" and draw.random() < 0.2
        else Decimal(0)
    )
    first = [
        Part(item, *halves[0], Decimal(0), withheld, charge if charge * 10 < halves[0][0] else Decimal(0))
    ]
    return _paid(
        first + [Part(item, *half, Decimal(0), Decimal(0), Decimal(0)) for half in halves[1:]],
        customer=customer,
    )


def _paid(parts: list[Part], *, customer: Customer) -> list[Part]:
    stops_on = customer.habit.stops_on
    return [part for part in parts if part.amount > 0 and (stops_on is None or part.bank_date < stops_on)]
