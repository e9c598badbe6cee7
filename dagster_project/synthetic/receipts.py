"""Money that comes in: receipts, what is deducted, what bounces and what is left over.

Holds the booking of planned payments as ledger items and allocations.
Does not hold: the plan (``synthetic.paying``) or the bank's side (``synthetic.bank``).
Called by ``synthetic.company``.
"""

import random
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from dagster_project.synthetic.chance import chance
from dagster_project.synthetic.days import business_day, entered_at, plus
from dagster_project.synthetic.paying import Plan
from dagster_project.synthetic.rates import Rates
from dagster_project.synthetic.world import Allocation, Customer, Item, Part, Receipt, percent, rounded

ZERO = Decimal(0)
JOIN_RATE, LATE_RATE, WAITING_RATE, NEVER_APPLIED_RATE = 0.15, 0.012, 0.05, 0.0015
OVER_RATE, RETURN_RATE, REFUND_RATE, PESO_RATE = 0.02, 0.012, 0.4, 0.04
DEDUCTIONS = (("discount", "discount"), ("withholding", "withholding"), ("charge", "adjustment_credit"))


@dataclass(frozen=True, slots=True)
class Booking:
    """What one customer's money made in the ledger."""

    items: tuple[Item, ...]
    allocations: tuple[Allocation, ...]
    receipts: tuple[Receipt, ...]


def book_receipts(seed: int, *, plans: list[Plan], rates: Rates) -> list[Booking]:
    """Return one booking per receipt, customers in the order of their first invoice."""
    by_customer: dict[str, list[Part]] = defaultdict(list)
    customers: dict[str, Customer] = {}
    whole = {plan.invoice.first.document_id for plan in plans if len(plan.invoice.items) > 1}
    for plan in plans:
        customers[plan.invoice.customer.customer_id] = plan.invoice.customer
        by_customer[plan.invoice.customer.customer_id] += plan.parts
    bookings = []
    for customer_id, customer in customers.items():
        draw = chance(seed, "receipts", customer_id)
        groups = _groups(by_customer[customer_id], joins=not customer.habit.pay_run, draw=draw)
        for number, group in enumerate(groups, start=1):
            booking = _book(group, customer=customer, number=number, draw=draw, rates=rates)
            bookings.append(_without_instalments(booking, documents=whole, draw=draw))
    return bookings


def _groups(parts: list[Part], *, joins: bool, draw: random.Random) -> list[list[Part]]:
    """Pay-runs pay all that is due in one transfer; others join two near payments now and then."""
    groups: list[list[Part]] = []
    for part in sorted(parts, key=lambda part: (part.bank_date, part.item.key, part.amount)):
        last = groups[-1][-1].bank_date if groups else date.min
        same_run = not joins and last == part.bank_date
        if groups and (
            same_run or (joins and (part.bank_date - last).days <= 3 and draw.random() < JOIN_RATE)
        ):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _book(
    parts: list[Part], *, customer: Customer, number: int, draw: random.Random, rates: Rates
) -> Booking:
    code = f"{customer.customer_id}-{number:04d}"
    first = _receipt(parts, code=code, customer=customer, draw=draw, rates=rates)
    items, allocations = _applied(first, draw=draw)
    left = first.item.amount - _used(first)
    if left > 0 and first.item.currency_code == customer.currency_code and draw.random() < REFUND_RATE:
        refund, link = _refund(first, left=left, draw=draw)
        return Booking((*items, refund), (*allocations, link), (first,))
    bounces = first.item.document_type == "receipt" and left == 0 and draw.random() < RETURN_RATE
    if first.applied_date is None or not bounces:
        return Booking(tuple(items), tuple(allocations), (first,))
    bounced, reversals, day = _bounced(first, allocations=allocations, draw=draw)
    again = [
        replace(
            part,
            amount=part.cash,
            discount=ZERO,
            withholding=ZERO,
            charge=ZERO,
            bank_date=business_day(plus(day, 12), country=customer.company.country_code),
        )
        for part in parts
    ]
    second = _receipt(again, code=f"{code}B", customer=customer, draw=draw, rates=rates)
    more, links = _applied(second, draw=draw)
    return Booking((*items, bounced, *more), (*allocations, *reversals, *links), (first, second))


def _receipt(
    parts: list[Part], *, code: str, customer: Customer, draw: random.Random, rates: Rates
) -> Receipt:
    country, bank_date = customer.company.country_code, parts[-1].bank_date
    posted = business_day(bank_date, country=country, skip=draw.choice((0, 0, 0, 0, 1)))
    currency, cash = customer.currency_code, sum((part.cash for part in parts), ZERO)
    in_pesos = currency == "USD" and country == "CL" and draw.random() < PESO_RATE
    over = percent(cash, of=draw.randint(1, 15), currency=currency) if draw.random() < OVER_RATE else ZERO
    over = ZERO if customer.is_related_party else over
    amount = cash if in_pesos else cash + over
    if in_pesos:
        amount, currency = sum((_in_pesos(part.cash, day=posted, rates=rates) for part in parts), ZERO), "CLP"
    late = draw.randint(14, 33) if draw.random() < LATE_RATE else 0
    netted = customer.is_related_party and code.endswith(("3", "7"))
    item = Item(
        company_id=customer.company.company_id,
        document_id=f"R-{code}",
        document_type="netting" if netted else "receipt",
        document_number=f"R{code[3:]}",
        customer_id=customer.customer_id,
        posting_date=posted,
        issue_date=posted,
        currency_code=currency,
        amount=amount,
        control_account=customer.control_account if currency == "USD" else "",
        recorded_at=entered_at(plus(posted, late), country=country, draw=draw),
    )
    return Receipt(item, customer, tuple(parts), bank_date, _applied_on(posted, country=country, draw=draw))


def _applied_on(posted: date, *, country: str, draw: random.Random) -> date | None:
    chosen = draw.random()
    if chosen < NEVER_APPLIED_RATE:
        return None
    wait = draw.randint(3, 24) if chosen < NEVER_APPLIED_RATE + WAITING_RATE else 0
    return business_day(plus(posted, wait), country=country)


def _in_pesos(amount: Decimal, *, day: date, rates: Rates) -> Decimal:
    return rates.base(amount, currency="USD", base="CLP", day=day)


def _used(receipt: Receipt) -> Decimal:
    if receipt.item.currency_code != receipt.customer.currency_code:
        return receipt.item.amount
    return sum((part.cash for part in receipt.parts), ZERO)


def _applied(receipt: Receipt, *, draw: random.Random) -> tuple[list[Item], list[Allocation]]:
    """Return the receipt, its deductions, and the allocations of all of them."""
    items, allocations = [receipt.item], list[Allocation]()
    if receipt.applied_date is None:
        return items, allocations
    recorded = _later(receipt.applied_date, items=(receipt.item,), customer=receipt.customer, draw=draw)
    shares = _peso_shares(receipt)
    for number, part in enumerate(receipt.parts, start=1):
        stamp = max(recorded, part.item.recorded_at)
        allocations.append(
            _link(
                receipt.item,
                debit=part.item,
                amount=part.cash,
                day=receipt.applied_date,
                code=f"{receipt.item.document_id}-{number}",
                recorded=stamp,
                credit_amount=shares[number - 1],
            )
        )
        for name, kind in DEDUCTIONS:
            amount: Decimal = getattr(part, name)
            if amount > 0:
                item = _deduction(receipt, part=part, kind=kind, amount=amount, number=number, recorded=stamp)
                items.append(item)
                allocations.append(
                    _link(
                        item,
                        debit=part.item,
                        amount=amount,
                        day=receipt.applied_date,
                        code=item.document_id,
                        recorded=stamp,
                    )
                )
    return items, allocations


def _peso_shares(receipt: Receipt) -> list[Decimal | None]:
    """Return what each part takes of a receipt in another currency; the last takes what is left."""
    if receipt.item.currency_code == receipt.customer.currency_code:
        return [None] * len(receipt.parts)
    cash = sum((part.cash for part in receipt.parts), ZERO)
    shares = [rounded(receipt.item.amount * part.cash / cash, currency="CLP") for part in receipt.parts[:-1]]
    return [*shares, receipt.item.amount - sum(shares, ZERO)]


def _later(day: date, *, items: tuple[Item, ...], customer: Customer, draw: random.Random) -> datetime:
    entered = entered_at(day, country=customer.company.country_code, draw=draw)
    return max(entered, *(item.recorded_at for item in items))


def _link(
    credit: Item,
    *,
    debit: Item,
    amount: Decimal,
    day: date,
    code: str,
    recorded: datetime,
    credit_amount: Decimal | None = None,
) -> Allocation:
    return Allocation(
        company_id=credit.company_id,
        allocation_id=f"A-{code}",
        credit_document_id=credit.document_id,
        credit_instalment_number=credit.instalment_number,
        debit_document_id=debit.document_id,
        debit_instalment_number=debit.instalment_number,
        amount=amount,
        credit_amount=credit_amount,
        effective_date=day,
        recorded_at=recorded,
    )


def _deduction(
    receipt: Receipt, *, part: Part, kind: str, amount: Decimal, number: int, recorded: datetime
) -> Item:
    code = f"{receipt.item.document_id}-{kind[:2].upper()}{number}"
    return replace(
        receipt.item,
        document_id=code,
        document_type=kind,
        document_number=code,
        amount=amount,
        currency_code=part.item.currency_code,
        control_account=part.item.control_account,
        posting_date=max(receipt.item.posting_date, part.item.posting_date),
        recorded_at=recorded,
    )


def _refund(receipt: Receipt, *, left: Decimal, draw: random.Random) -> tuple[Item, Allocation]:
    """Pay back what was paid too much."""
    country = receipt.customer.company.country_code
    day = business_day(plus(receipt.item.posting_date, draw.randint(20, 45)), country=country)
    stamp = _later(day, items=(receipt.item,), customer=receipt.customer, draw=draw)
    code = f"DV{receipt.item.document_id}"
    item = replace(
        receipt.item,
        document_id=code,
        document_type="refund",
        document_number=code[3:],
        amount=left,
        posting_date=day,
        issue_date=day,
        due_date=day,
        recorded_at=stamp,
    )
    return item, _link(receipt.item, debit=item, amount=left, day=day, code=code, recorded=stamp)


def _bounced(
    receipt: Receipt, *, allocations: list[Allocation], draw: random.Random
) -> tuple[Item, list[Allocation], date]:
    """Return the returned payment, the reversed allocations with the new one, and the day."""
    country = receipt.customer.company.country_code
    start = max(receipt.applied_date or receipt.item.posting_date, receipt.item.posting_date)
    day = business_day(plus(start, draw.randint(4, 9)), country=country)
    stamp = _later(day, items=(receipt.item,), customer=receipt.customer, draw=draw)
    stamp = max(stamp, *(link.recorded_at + timedelta(seconds=1) for link in allocations))
    code = f"RP{receipt.item.document_id}"
    item = replace(
        receipt.item,
        document_id=code,
        document_type="returned_payment",
        document_number=code,
        posting_date=day,
        issue_date=day,
        due_date=day,
        recorded_at=stamp,
    )
    mine = [link for link in allocations if link.credit_document_id == receipt.item.document_id]
    reversals = [replace(link, reversed_date=day, recorded_at=stamp) for link in mine]
    link = _link(receipt.item, debit=item, amount=receipt.item.amount, day=day, code=code, recorded=stamp)
    return item, [*reversals, link], day


def _without_instalments(booking: Booking, *, documents: set[str], draw: random.Random) -> Booking:
    """Leave the instalment out where a document has only one, as many ERPs do."""
    if draw.random() < 0.5:
        return booking
    plain = tuple(
        link if link.debit_document_id in documents else replace(link, debit_instalment_number=None)
        for link in booking.allocations
    )
    return replace(booking, allocations=plain)
