"""Customers: their list, and all that is known of one.

Holds one function per statement on them.
Does not hold: SQL text, the connection (``door``).
Called by the panels of customers.
"""

from streamlit_app.filters import Scope
from streamlit_app.queries import door
from streamlit_app.rows import (
    Customer,
    CustomerBucket,
    CustomerDocument,
    CustomerEvent,
    CustomerInvoice,
    CustomerLine,
    CustomerMonth,
    Published,
    StatementLine,
)


@door.cached
def list_customers(
    published: Published, scope: Scope, *, search: str, limit: int, offset: int
) -> list[CustomerLine]:
    return door.rows(
        published, "list_customers", CustomerLine, scope, search=search, limit=limit, offset=offset
    )


@door.cached
def read_customer(published: Published, scope: Scope, *, customer_id: str) -> Customer | None:
    return next(iter(door.rows(published, "read_customer", Customer, scope, customer_id=customer_id)), None)


@door.cached
def list_customer_months(published: Published, scope: Scope, *, customer_id: str) -> list[CustomerMonth]:
    return door.rows(published, "list_customer_months", CustomerMonth, scope, customer_id=customer_id)


@door.cached
def list_customer_buckets(published: Published, scope: Scope, *, customer_id: str) -> list[CustomerBucket]:
    return door.rows(published, "list_customer_buckets", CustomerBucket, scope, customer_id=customer_id)


@door.cached
def list_customer_invoices(published: Published, scope: Scope, *, customer_id: str) -> list[CustomerInvoice]:
    return door.rows(published, "list_customer_invoices", CustomerInvoice, scope, customer_id=customer_id)


@door.cached
def list_customer_documents(
    published: Published, scope: Scope, *, customer_id: str
) -> list[CustomerDocument]:
    return door.rows(published, "list_customer_documents", CustomerDocument, scope, customer_id=customer_id)


@door.cached
def list_customer_timeline(
    published: Published, scope: Scope, *, customer_id: str, limit: int
) -> list[CustomerEvent]:
    return door.rows(
        published, "list_customer_timeline", CustomerEvent, scope, customer_id=customer_id, limit=limit
    )


@door.cached
def list_customer_statement(published: Published, scope: Scope, *, customer_id: str) -> list[StatementLine]:
    return door.rows(published, "list_customer_statement", StatementLine, scope, customer_id=customer_id)
