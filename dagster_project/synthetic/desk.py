"""What the collectors did: calls, letters, promises as they were recorded, disputes as they went.

Holds the activities that follow an unpaid item and the versions of disputes and promises.
Does not hold: whether it helped; the demo's customers pay by their own habit.
Called by ``synthetic.company``.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from dagster_project.synthetic.chance import chance
from dagster_project.synthetic.days import business_day, entered_at, plus
from dagster_project.synthetic.paying import Plan
from dagster_project.synthetic.world import Customer, Dispute, Item, Promise, rounded

# Days after the due date, channel, stage, and the cost of one in euros.
STEPS = (
    (-4, "email", "preventive", "0.20"),
    (4, "email", "administrative", "0.20"),
    (11, "call", "administrative", "3.50"),
    (21, "message", "administrative", "0.40"),
    (35, "call", "administrative", "3.50"),
    (50, "letter", "administrative", "5.00"),
    (75, "visit", "pre_legal", "45.00"),
    (110, "letter", "pre_legal", "12.00"),
    (150, "legal", "legal", "180.00"),
    (240, "legal", "legal", "350.00"),
)
STEP_RATE = 0.62
PESOS_PER_EURO = 1000
OUTCOMES = {
    "email": ("sent", "sent", "read", "answered", "bounced"),
    "message": ("sent", "read", "answered"),
    "call": ("no_answer", "reached", "reached", "wrong_person", "call_back"),
    "letter": ("sent", "returned"),
    "visit": ("reached", "not_there"),
    "legal": ("filed", "served"),
}


@dataclass(frozen=True, slots=True)
class Activity:
    company_id: str
    activity_id: str
    customer_id: str
    document_id: str
    contact_id: str
    occurred_at: datetime
    channel: str
    collector_id: str
    stage: str
    outcome: str
    reason_code: str
    next_action_date: date | None
    cost_amount: Decimal
    currency_code: str
    notes: str
    recorded_at: datetime


def draw_activities(seed: int, *, plans: Iterable[Plan], as_of: date) -> list[Activity]:
    """Return what was done about each item until it was paid."""
    activities = []
    for plan in plans:
        if plan.invoice.voided_on or plan.invoice.first.status == "draft" or not plan.causes:
            continue
        for item in plan.invoice.items:
            draw = chance(seed, "desk", *item.key)
            activities += _followed(item, plan=plan, until=_paid_on(item, plan=plan, as_of=as_of), draw=draw)
    return activities


def dispute_versions(plans: Iterable[Plan]) -> list[Dispute]:
    """Return each dispute as opened, and again as resolved."""
    rows = []
    for plan in plans:
        if plan.dispute is None:
            continue
        opened = replace(plan.dispute, resolved_date=None, outcome="")
        rows.append(opened)
        if plan.dispute.resolved_date:
            days = (plan.dispute.resolved_date - plan.dispute.opened_date).days
            rows.append(replace(plan.dispute, recorded_at=opened.recorded_at + timedelta(days=days)))
    return rows


def draw_promises(plans: Iterable[Plan], *, customers: Iterable[Customer], as_of: date) -> list[Promise]:
    """Return the promises of the plans, and the agreement that each defaulter signs and breaks."""
    rows = [promise for plan in plans for promise in plan.promises]
    for customer in customers:
        stops_on = customer.habit.stops_on
        if stops_on and plus(stops_on, 30) < as_of:
            rows += _agreement(customer, made=business_day(plus(stops_on, 30), country="CL"))
    return rows


def _agreement(customer: Customer, *, made: date) -> list[Promise]:
    company = customer.company
    amount = rounded(Decimal(company.median_amount * 4), currency=customer.currency_code)
    return [
        Promise(
            company_id=company.company_id,
            promise_id=f"P-CV-{customer.customer_id}-{number}",
            plan_id=f"CV-{customer.customer_id}",
            instalment_number=number,
            customer_id=customer.customer_id,
            document_id="",
            promised_on_date=made,
            due_date=business_day(plus(made, 30 * number), country=company.country_code),
            amount=amount,
            currency_code=customer.currency_code,
            collector_id=customer.collector_id,
            recorded_at=entered_at(made, country=company.country_code, draw=chance(0, customer.customer_id)),
            true_outcome="broken",
        )
        for number in (1, 2, 3)
    ]


def _paid_on(item: Item, *, plan: Plan, as_of: date) -> date:
    days = [part.bank_date for part in plan.parts if part.item is item]
    return min(max(days), as_of) if days else as_of


def _followed(item: Item, *, plan: Plan, until: date, draw: random.Random) -> list[Activity]:
    customer, rows = plan.invoice.customer, []
    for number, (days, channel, stage, cost) in enumerate(STEPS, start=1):
        day = business_day(
            plus(item.due_date or item.posting_date, days), country=customer.company.country_code
        )
        rate = 0.15 if days < 0 else STEP_RATE
        if day >= until or day <= item.posting_date or draw.random() > rate:
            continue
        rows.append(
            _activity(item, number=number, step=(channel, stage, cost), day=day, plan=plan, draw=draw)
        )
    return rows


def _activity(
    item: Item, *, number: int, step: tuple[str, str, str], day: date, plan: Plan, draw: random.Random
) -> Activity:
    channel, stage, cost = step
    customer, dispute = plan.invoice.customer, plan.dispute
    currency = customer.company.base_currency_code
    stamp = entered_at(day, country=customer.company.country_code, draw=draw)
    factor = PESOS_PER_EURO if currency == "CLP" else 1
    promised = any(promise.promised_on_date == day for promise in plan.promises)
    disputed = dispute is not None and dispute.opened_date <= day
    return Activity(
        company_id=item.company_id,
        activity_id=f"G-{item.document_id}-{item.instalment_number}-{number}",
        customer_id=item.customer_id,
        document_id=item.document_id,
        contact_id=f"{item.customer_id}-1",
        occurred_at=stamp,
        channel=channel,
        collector_id=customer.collector_id,
        stage=stage,
        outcome="promised" if promised else draw.choice(OUTCOMES[channel]),
        reason_code=dispute.reason_code if disputed and dispute else "",
        next_action_date=business_day(plus(day, draw.randint(5, 15)), country=customer.company.country_code),
        cost_amount=rounded(Decimal(cost) * factor, currency=currency),
        currency_code=currency,
        notes="",
        recorded_at=stamp + timedelta(minutes=draw.randint(1, 40)),
    )
