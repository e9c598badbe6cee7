"""Everything that happened to the demo company, and the part of it that was recorded by the as-of date.

Holds the order in which customers, invoices, payments and troubles are drawn, and the cut at the as-of date.
Does not hold: files; ``synthetic.company`` writes them.
Called by ``synthetic.company``.
"""

from dataclasses import dataclass, replace
from datetime import date

from dagster_project.synthetic.billing import Invoice, draw_invoices, draw_opening
from dagster_project.synthetic.books import Ledger
from dagster_project.synthetic.customers import draw_customers
from dagster_project.synthetic.days import at, plus
from dagster_project.synthetic.paying import Plan, plan_payments
from dagster_project.synthetic.planted import UNKNOWN_CUSTOMER
from dagster_project.synthetic.rates import Rates, draw_rates
from dagster_project.synthetic.receipts import book_receipts
from dagster_project.synthetic.troubles import Rows, book_credits, book_rebates, book_write_offs, versions
from dagster_project.synthetic.world import Allocation, Customer, Item, Receipt

CUSTOMERS, INVOICES_PER_CUSTOMER, FEWEST_CUSTOMERS = 200, 10, 60
RATE_DAYS_BEFORE = 90


@dataclass(frozen=True, slots=True)
class History:
    """Everything that happened, past and future."""

    customers: tuple[Customer, ...]
    plans: tuple[Plan, ...]
    receipts: tuple[Receipt, ...]
    items: tuple[Item, ...]
    links: tuple[Allocation, ...]
    rates: Rates


def draw_history(seed: int, *, invoices: int, first: date, as_of: date) -> History:
    """Draw customers, invoices, payments and troubles, in that order."""
    count = min(CUSTOMERS, max(FEWEST_CUSTOMERS, invoices // INVOICES_PER_CUSTOMER))
    rates = draw_rates(seed, first=plus(first, -RATE_DAYS_BEFORE), last=as_of)
    customers = draw_customers(seed, count=count, first=first, as_of=as_of)
    billed = draw_opening(seed, customers=customers, first=first)
    billed += draw_invoices(seed, customers=customers, count=invoices, first=first, as_of=as_of, rates=rates)
    plans = plan_payments(seed, invoices=billed, as_of=as_of)
    bookings = book_receipts(seed, plans=plans, rates=rates)
    items = [item for booking in bookings for item in booking.items]
    links = [link for booking in bookings for link in booking.allocations]
    for more in _troubles(seed, plans=plans, customers=customers, first=first, as_of=as_of):
        items += more[0]
        links += more[1]
    lost = book_write_offs(seed, plans=plans, links=links, as_of=as_of)
    links += lost[1]
    items += lost[0] + _documents(seed, billed=billed, links=links, as_of=as_of)
    return History(
        customers=tuple(customers),
        plans=tuple(plans),
        receipts=tuple(receipt for booking in bookings for receipt in booking.receipts),
        items=tuple(items),
        links=tuple(links),
        rates=rates,
    )


def recorded_ledger(history: History, *, as_of: date) -> Ledger:
    """Return the versions that took effect and were recorded by the end of `as_of`."""
    cutoff = at(as_of, hour=23, minute=59, second=59)
    items = [item for item in history.items if item.posting_date <= as_of and item.recorded_at <= cutoff]
    known = {item.document_id for item in items}
    links = [
        link
        for link in history.links
        if link.effective_date <= as_of
        and link.recorded_at <= cutoff
        and {link.credit_document_id, link.debit_document_id} <= known
    ]
    customers = {customer.customer_id: customer for customer in history.customers}
    customers[UNKNOWN_CUSTOMER] = replace(history.customers[0], customer_id=UNKNOWN_CUSTOMER)
    return Ledger(tuple(items), tuple(links), customers, history.rates)


def _troubles(
    seed: int, *, plans: list[Plan], customers: list[Customer], first: date, as_of: date
) -> list[Rows]:
    rebates = [
        book_rebates(seed, customers=mine, first=first, as_of=as_of) for mine in _by_company(customers)
    ]
    return [book_credits(seed, plans=plans), *rebates]


def _by_company(customers: list[Customer]) -> list[list[Customer]]:
    ids = dict.fromkeys(customer.company.company_id for customer in customers)
    return [[each for each in customers if each.company.company_id == company_id] for company_id in ids]


def _documents(seed: int, *, billed: list[Invoice], links: list[Allocation], as_of: date) -> list[Item]:
    cutoff = at(as_of, hour=20)
    return versions(seed, invoices=billed, links=links, cutoff=cutoff)
