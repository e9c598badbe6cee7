"""What is neither an invoice nor a payment: credit notes, write-offs, factoring, changed documents.

Holds the booking of credit notes, rebates, write-offs and their recoveries, assignments, and item versions.
Does not hold: receipts and what bounces; those are in ``synthetic.receipts``.
Called by ``synthetic.company``.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from dagster_project.synthetic.billing import Invoice
from dagster_project.synthetic.chance import chance
from dagster_project.synthetic.days import AFTER_ALL, business_day, entered_at, month_start, plus
from dagster_project.synthetic.paying import Credit, Plan
from dagster_project.synthetic.world import Allocation, Customer, Item, percent, rounded

ZERO = Decimal(0)
WRITE_OFF_DAYS = 300
CORRECTION_RATE = 0.02
Rows = tuple[list[Item], list[Allocation]]
Key = tuple[str, str, int]


def book_credits(seed: int, *, plans: list[Plan]) -> Rows:
    """Return the credit notes of the plans and the assignments to the factor, with their allocations."""
    items, links = [], []
    for plan in plans:
        draw = chance(seed, "credits", *plan.invoice.first.key)
        for credit in plan.credits:
            item = _credit_note(credit, customer=plan.invoice.customer, draw=draw)
            items.append(item)
            links.append(_link(item, debit=credit.item, amount=credit.amount, day=item.posting_date))
        first = plan.invoice.first
        if first.assigned_date and not first.has_recourse and plan.invoice.voided_on is None:
            item = _against(
                first,
                kind="assignment",
                code="CE",
                amount=first.amount,
                day=first.assigned_date,
                customer=plan.invoice.customer,
                draw=draw,
            )
            items.append(item)
            links.append(_link(item, debit=first, amount=first.amount, day=item.posting_date))
    return items, links


def book_rebates(seed: int, *, customers: list[Customer], first: date, as_of: date) -> Rows:
    """Return standalone credit notes each quarter: some paid back, some still to be used."""
    items, links = [], []
    quarter = month_start(first, months=3)
    while quarter <= as_of:
        draw = chance(seed, "rebates", quarter)
        for customer in draw.sample(customers[: len(customers) // 3], min(4, len(customers) // 3)):
            day = business_day(quarter, country=customer.company.country_code)
            credit = _rebate(customer, day=day, draw=draw)
            items.append(credit)
            if draw.random() < 0.4:
                later = business_day(plus(day, draw.randint(20, 50)), country=customer.company.country_code)
                back = replace(
                    credit,
                    document_id=f"DV{credit.document_id}",
                    document_type="refund",
                    document_number=f"DV{credit.document_number}",
                    posting_date=later,
                    issue_date=later,
                    due_date=later,
                    tax_amount=None,
                    recorded_at=_stamp(later, customer=customer, draw=draw),
                )
                items.append(back)
                links.append(_link(credit, debit=back, amount=credit.amount, day=later))
        quarter = month_start(quarter, months=3)
    return items, links


def book_write_offs(seed: int, *, plans: list[Plan], links: Iterable[Allocation], as_of: date) -> Rows:
    """Write off what is still open long after its due date; now and then it is paid after all."""
    taken = _taken(links)
    items, more = list[Item](), list[Allocation]()
    for plan in plans:
        draw = chance(seed, "write_off", *plan.invoice.first.key)
        for item in plan.invoice.items:
            left = item.amount - taken[item.key]
            due = item.due_date or item.posting_date
            ends = plan.invoice.voided_on or item.status == "draft" or item.assigned_date or plan.dispute
            if ends or left <= 0 or plus(due, WRITE_OFF_DAYS + 40) > as_of or _still_paid(plan, after=as_of):
                continue
            day = business_day(
                plus(due, WRITE_OFF_DAYS + draw.randint(0, 30)),
                country=plan.invoice.customer.company.country_code,
            )
            later = (
                len(items) % 5 == 0
            )  # a recovery adds three items, a loss one: every third is paid after all
            rows = _write_off(
                item, left=left, day=day, customer=plan.invoice.customer, is_paid_later=later, draw=draw
            )
            items += rows[0]
            more += rows[1]
    return items, more


def versions(
    seed: int, *, invoices: list[Invoice], links: Iterable[Allocation], cutoff: datetime
) -> list[Item]:
    """Return every version of the invoices: as first sent, and as corrected, completed or voided."""
    touched: dict[str, datetime] = {}
    for link in links:
        known = touched.get(link.debit_document_id, AFTER_ALL)
        touched[link.debit_document_id] = min(known, link.recorded_at)
    rows: list[Item] = []
    for invoice in invoices:
        draw = chance(seed, "versions", *invoice.first.key)
        rows += _versions(invoice, touched=touched.get(invoice.first.document_id), cutoff=cutoff, draw=draw)
    return rows


def _versions(
    invoice: Invoice, *, touched: datetime | None, cutoff: datetime, draw: random.Random
) -> list[Item]:
    items, country = list(invoice.items), invoice.customer.company.country_code
    if invoice.voided_on:
        stamp = max(items[0].recorded_at, entered_at(invoice.voided_on, country=country, draw=draw))
        return [
            items[0],
            replace(
                items[0],
                status="void",
                voided_date=invoice.voided_on,
                recorded_at=stamp + timedelta(seconds=1),
            ),
        ]
    if draw.random() < CORRECTION_RATE and len(items) == 1 and items[0].status == "posted":
        stamp = items[0].recorded_at + timedelta(days=draw.randint(3, 20), minutes=draw.randint(1, 50))
        if stamp < min(touched or AFTER_ALL, cutoff):
            return [_mistaken(items[0], draw=draw), replace(items[0], recorded_at=stamp)]
    return [version for item in items for version in _completed(item, country=country)]


def _mistaken(item: Item, *, draw: random.Random) -> Item:
    """Return the item as first sent: a digit too many, a price too high, or the wrong due date."""
    kind = draw.randint(0, 2)
    if kind == 0 and item.due_date:
        return replace(item, due_date=plus(item.due_date, draw.choice((-30, -15, 15, 30))))
    factor = Decimal(10) if kind == 1 else Decimal(draw.randint(102, 125)) / 100
    return replace(item, amount=rounded(item.amount * factor, currency=item.currency_code), amount_base=None)


def _completed(item: Item, *, country: str) -> list[Item]:
    """A purchase order or entry sheet that came after the invoice comes as a new version of it."""
    waits = [day for day in (item.po_date, item.hes_date) if day and day > item.posting_date]
    if not waits:
        return [item]
    blank = replace(
        item,
        po_number="" if item.po_date and item.po_date > item.posting_date else item.po_number,
        po_date=None if item.po_date and item.po_date > item.posting_date else item.po_date,
        hes_number="" if item.hes_date and item.hes_date > item.posting_date else item.hes_number,
        hes_date=None if item.hes_date and item.hes_date > item.posting_date else item.hes_date,
    )
    draw = chance(0, "completed", *item.key)
    stamp = entered_at(max(waits), country=country, draw=draw)
    return [blank, replace(item, recorded_at=max(stamp, item.recorded_at + timedelta(seconds=1)))]


def _still_paid(plan: Plan, *, after: date) -> bool:
    return any(part.bank_date > plus(after, -60) for part in plan.parts)


def _taken(links: Iterable[Allocation]) -> dict[Key, Decimal]:
    """Return what live allocations take off each debit."""
    newest: dict[str, Allocation] = {}
    for link in links:
        if link.allocation_id not in newest or link.recorded_at > newest[link.allocation_id].recorded_at:
            newest[link.allocation_id] = link
    taken: dict[Key, Decimal] = defaultdict(lambda: ZERO)
    for link in newest.values():
        if link.reversed_date is None:
            taken[(link.company_id, link.debit_document_id, link.debit_instalment_number or 1)] += link.amount
    return taken


def _credit_note(credit: Credit, *, customer: Customer, draw: random.Random) -> Item:
    return _against(
        credit.item,
        kind="credit_note",
        code="NC",
        amount=credit.amount,
        day=credit.posting_date,
        customer=customer,
        draw=draw,
    )


def _against(
    debit: Item, *, kind: str, code: str, amount: Decimal, day: date, customer: Customer, draw: random.Random
) -> Item:
    """Return a credit for `debit`, entered after it."""
    return Item(
        company_id=debit.company_id,
        document_id=f"{code}-{debit.document_id}-{debit.instalment_number}",
        document_type=kind,
        document_number=f"{code}{debit.document_number}",
        customer_id=debit.customer_id,
        posting_date=day,
        issue_date=day,
        currency_code=debit.currency_code,
        amount=amount,
        control_account=debit.control_account,
        project=debit.project,
        recorded_at=max(_stamp(day, customer=customer, draw=draw), debit.recorded_at + timedelta(minutes=1)),
    )


def _rebate(customer: Customer, *, day: date, draw: random.Random) -> Item:
    median = 4_200 if customer.currency_code == "USD" else customer.company.median_amount
    amount = percent(Decimal(median), of=draw.randint(6, 40), currency=customer.currency_code)
    code = f"BO-{customer.customer_id}-{day:%y%m}"
    return Item(
        company_id=customer.company.company_id,
        document_id=code,
        document_type="credit_note",
        document_number=code,
        customer_id=customer.customer_id,
        posting_date=day,
        issue_date=day,
        currency_code=customer.currency_code,
        amount=amount,
        control_account=customer.control_account if customer.currency_code == "USD" else "",
        recorded_at=_stamp(day, customer=customer, draw=draw),
    )


def _write_off(
    item: Item, *, left: Decimal, day: date, customer: Customer, is_paid_later: bool, draw: random.Random
) -> Rows:
    loss = _against(item, kind="write_off", code="CA", amount=left, day=day, customer=customer, draw=draw)
    link = _link(loss, debit=item, amount=left, day=day)
    if not is_paid_later:
        return [loss], [link]
    back = business_day(plus(day, draw.randint(15, 60)), country=customer.company.country_code)
    stamp = _stamp(back, customer=customer, draw=draw)
    part = percent(left, of=60, currency=item.currency_code)
    revived = replace(
        loss,
        document_id=f"RV-{loss.document_id}",
        document_type="write_off_reversal",
        amount=part,
        document_number=f"RV{loss.document_number}",
        posting_date=back,
        due_date=back,
        issue_date=back,
        recorded_at=stamp,
    )
    money = replace(
        revived,
        document_id=f"RR-{loss.document_id}",
        document_type="receipt",
        due_date=None,
        document_number=f"RR{loss.document_number}",
    )
    return [loss, revived, money], [link, _link(money, debit=revived, amount=part, day=back)]


def _link(credit: Item, *, debit: Item, amount: Decimal, day: date) -> Allocation:
    return Allocation(
        company_id=credit.company_id,
        allocation_id=f"A-{credit.document_id}-{debit.document_id}",
        credit_document_id=credit.document_id,
        credit_instalment_number=credit.instalment_number,
        debit_document_id=debit.document_id,
        debit_instalment_number=debit.instalment_number,
        amount=amount,
        effective_date=day,
        recorded_at=max(credit.recorded_at, debit.recorded_at),
    )


def _stamp(day: date, *, customer: Customer, draw: random.Random) -> datetime:
    return entered_at(day, country=customer.company.country_code, draw=draw)
