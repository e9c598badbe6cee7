"""The demo's 200 customers, their hidden habits, their contacts and who collects from them.

Holds the drawing of customers and of the master records that describe them.
Does not hold: documents; those are in ``synthetic.billing``.
Called by ``synthetic.company``.
"""

import random
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from dagster_project.synthetic.chance import chance
from dagster_project.synthetic.days import entered_at, month_start, plus
from dagster_project.synthetic.identity import person_name, tax_number, trade_name
from dagster_project.synthetic.world import COMPANIES, Company, Customer, Habit

SEGMENTS = ("retail", "construction", "services", "industry")
# Kind of habit, its share, and the range of its mean days after the due date.
HABITS = (
    ("on_time", 32, (-14, -6)),
    ("late", 24, (8, 38)),
    ("pay_run", 20, (-10, 6)),
    ("irregular", 12, (5, 20)),
    ("degrading", 6, (0, 4)),
    ("seasonal", 6, (0, 6)),
)
DEFAULT_RANK = 1  # of the Chilean customers by size: the large one that stops paying
FAILED_RANKS = (40, 55)  # small ones that failed early, for write-offs
NEW_RANKS = (20, 31, 37, 44, 52)
CHILEAN_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Collector:
    collector_id: str
    name: str
    supervisor_id: str
    capacity_hours: int
    hourly_cost_amount: int
    currency_code: str
    company_id: str


@dataclass(frozen=True, slots=True)
class Contact:
    company_id: str
    customer_id: str
    contact_id: str
    role: str
    name: str
    email: str
    phone: str
    is_preferred: bool
    consent_status: str
    recorded_at: datetime


COLLECTORS = (
    Collector("COB1", "Valentina Araya", "", 120, 9_500, "CLP", "CL01"),
    Collector("COB2", "Matías Henríquez", "COB1", 160, 7_200, "CLP", "CL01"),
    Collector("COB3", "Josefa Carrasco", "COB1", 160, 7_000, "CLP", "CL01"),
    Collector("COB4", "Nuria Esteve", "COB1", 150, 24, "EUR", "ES01"),
    Collector("COB5", "Álvaro Lozano", "COB4", 160, 19, "EUR", "ES01"),
)


def draw_customers(seed: int, *, count: int, first: date, as_of: date) -> list[Customer]:
    """Return the customers of both companies, largest first in each."""
    chilean = round(count * CHILEAN_SHARE)
    customers, names = [], set[str]()
    for company, total in zip(COMPANIES, (chilean, count - chilean), strict=True):
        for rank in range(total):
            draw = chance(seed, "customer", company.company_id, rank)
            customer = _customer(
                company, rank=rank, total=total, first=first, as_of=as_of, draw=draw, taken=names
            )
            names.add(customer.name)
            customers.append(customer)
    return customers


def draw_contacts(seed: int, *, customers: list[Customer]) -> list[Contact]:
    """Return one to three contacts per customer."""
    contacts = []
    for customer in customers:
        draw = chance(seed, "contacts", customer.customer_id)
        for number, role in enumerate(("payables", "purchasing", "finance")[: draw.randint(1, 3)], start=1):
            contacts.append(_contact(customer, number=number, role=role, draw=draw))
    return contacts


def _customer(
    company: Company, *, rank: int, total: int, first: date, as_of: date, draw: random.Random, taken: set[str]
) -> Customer:
    segment = draw.choice(SEGMENTS)
    exports = rank % 7 == 3
    country = "US" if exports and rank % 2 else company.country_code
    name = trade_name(country, segment=segment, draw=draw)
    while name in taken:
        name = trade_name(country, segment=segment, draw=draw)
    related = rank == 12
    if related:
        name = next(other.name for other in COMPANIES if other is not company)
    habit = _habit(rank, company=company, as_of=as_of, draw=draw)
    weight = 1.0 / (rank + 4) ** 0.8
    collectors = [
        collector.collector_id for collector in COLLECTORS if collector.company_id == company.company_id
    ]
    prefix = company.country_code
    return Customer(
        company=company,
        customer_id=f"{prefix}-{1001 + rank}",
        name=name,
        tax_id=tax_number(country, draw=draw),
        country_code=country,
        language_code="en" if country == "US" else "es",
        segment=segment,
        parent_customer_id=f"{prefix}-{1001 + rank // 3}" if rank % 17 == 9 else "",
        collector_id=collectors[rank % len(collectors)],
        credit_limit_amount=Decimal(
            round(company.median_amount * weight * 220, -2 if prefix == "ES" else -5)
        ),
        payment_terms_days=draw.choices((0, 30, 45, 60, 90), weights=(4, 44, 18, 28, 6))[0],
        discount_terms_code="2/10" if draw.random() < 0.1 else "",
        preferred_channel=draw.choice(("email", "email", "call", "message")),
        currency_code="USD" if exports else company.base_currency_code,
        control_account=company.export_account if exports else company.domestic_account,
        created_date=_created(habit, first=first, draw=draw),
        is_related_party=related,
        withholds=not exports and segment == "services" and draw.random() < 0.25,
        weight=weight,
        habit=habit,
    )


def _habit(rank: int, *, company: Company, as_of: date, draw: random.Random) -> Habit:
    kind, _, lags = draw.choices(HABITS, weights=[share for _, share, _ in HABITS])[0]
    stops_on = None
    if company.country_code == "CL" and rank == DEFAULT_RANK:
        kind, lags, stops_on = "late", (8, 12), month_start(as_of, months=-4)
    elif rank in FAILED_RANKS:
        stops_on = month_start(as_of, months=-15)
    return Habit(
        kind=kind,
        lag_days=draw.randint(*lags),
        spread_days={"on_time": 2, "pay_run": 2, "irregular": 28}.get(kind, 5),
        pay_run=draw.choice(("friday", "15_and_30", "month_end")) if kind == "pay_run" else "",
        partial_rate={"irregular": 0.15, "on_time": 0.02}.get(kind, 0.05),
        reference_rate=draw.choice((0.45, 0.75, 0.95)),
        first_month=21 if rank in NEW_RANKS else 0,
        stops_on=stops_on,
    )


def _created(habit: Habit, *, first: date, draw: random.Random) -> date:
    if habit.first_month:
        return plus(month_start(first, months=habit.first_month), draw.randint(0, 5))
    return plus(first, -draw.randint(40, 2500))


def _contact(customer: Customer, *, number: int, role: str, draw: random.Random) -> Contact:
    name = person_name(draw)
    plain = unicodedata.normalize("NFKD", name.split()[0]).encode("ascii", "ignore").decode().lower()
    code = {"CL": "+56 9", "ES": "+34 6"}.get(customer.country_code, "+1 555")
    return Contact(
        company_id=customer.company.company_id,
        customer_id=customer.customer_id,
        contact_id=f"{customer.customer_id}-{number}",
        role=role,
        name=name,
        email=f"{plain}.{role}@{customer.customer_id.lower()}.example",
        phone=f"{code} {draw.randint(1000, 9999)} {draw.randint(100, 999):03d}",
        is_preferred=number == 1,
        consent_status=draw.choice(("given", "given", "given", "unknown", "withdrawn")),
        recorded_at=entered_at(
            max(customer.created_date, date(2020, 1, 2)), country=customer.company.country_code, draw=draw
        ),
    )
