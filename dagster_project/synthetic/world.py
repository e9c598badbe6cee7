"""The things of the demo company, each a frozen row.

Holds companies, customers with their hidden habits, items, allocations and what the desk and the bank wrote.
Does not hold: how any of them comes to be, or how it is written to a file.
Called by every other module of ``synthetic``.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

DIGITS = {"CLP": 0, "EUR": 2, "USD": 2}
DEBIT_TYPES = frozenset(
    {"invoice", "debit_note", "interest_note", "refund", "returned_payment"}
    | {"write_off_reversal", "adjustment_debit", "opening_balance_debit"}
)


@dataclass(frozen=True, slots=True)
class Company:
    company_id: str
    name: str
    tax_id: str
    country_code: str
    base_currency_code: str
    time_zone: str
    tax_percent: int
    median_amount: int
    domestic_account: str
    export_account: str


COMPANIES = (
    Company(
        "CL01",
        "Andina Suministros SpA",
        "76.418.230-8",
        "CL",
        "CLP",
        "America/Santiago",
        19,
        1_700_000,
        "110401",
        "110402",
    ),
    Company(
        "ES01",
        "Ibérica Suministros S.L.",
        "B86742319",
        "ES",
        "EUR",
        "Europe/Madrid",
        21,
        2_300,
        "430000",
        "430400",
    ),
)


@dataclass(frozen=True, slots=True)
class Habit:
    """How a customer pays: hidden from the extracts, kept in the truth."""

    kind: str  # on_time, late, pay_run, irregular, degrading, seasonal
    lag_days: int
    spread_days: int
    pay_run: str  # "", friday, 15_and_30, month_end
    partial_rate: float
    reference_rate: float
    first_month: int  # months since the history began; > 0: a new customer
    stops_on: date | None  # from this day on nothing is paid


@dataclass(frozen=True, slots=True)
class Customer:
    company: Company
    customer_id: str
    name: str
    tax_id: str
    country_code: str
    language_code: str
    segment: str
    parent_customer_id: str
    collector_id: str
    credit_limit_amount: Decimal
    payment_terms_days: int
    discount_terms_code: str
    preferred_channel: str
    currency_code: str
    control_account: str
    created_date: date
    is_related_party: bool
    withholds: bool
    weight: float
    habit: Habit


@dataclass(frozen=True, slots=True)
class Item:
    """One version of one instalment of one document."""

    company_id: str
    document_id: str
    document_type: str
    customer_id: str
    posting_date: date
    currency_code: str
    amount: Decimal
    recorded_at: datetime
    instalment_number: int = 1
    document_number: str = ""
    issue_date: date | None = None
    received_date: date | None = None
    due_date: date | None = None
    amount_base: Decimal | None = None
    tax_amount: Decimal | None = None
    control_account: str = ""
    status: str = "posted"
    voided_date: date | None = None
    acceptance_status: str = ""
    acceptance_date: date | None = None
    assigned_date: date | None = None
    assigned_to: str = ""
    has_recourse: bool | None = None
    instrument: str = ""
    maturity_date: date | None = None
    po_number: str = ""
    po_date: date | None = None
    hes_number: str = ""
    hes_date: date | None = None
    project: str = ""
    case_id: str = ""

    @property
    def key(self) -> tuple[str, str, int]:
        return (self.company_id, self.document_id, self.instalment_number)

    @property
    def sign(self) -> int:
        return 1 if self.document_type in DEBIT_TYPES else -1


@dataclass(frozen=True, slots=True)
class Allocation:
    """One version of one allocation."""

    company_id: str
    allocation_id: str
    credit_document_id: str
    debit_document_id: str
    amount: Decimal
    effective_date: date
    recorded_at: datetime
    credit_instalment_number: int | None = None
    debit_instalment_number: int | None = None
    credit_amount: Decimal | None = None
    reversed_date: date | None = None
    status: str = "posted"


@dataclass(frozen=True, slots=True)
class Dispute:
    company_id: str
    dispute_id: str
    document_id: str
    opened_date: date
    resolved_date: date | None
    reason_code: str
    amount: Decimal
    outcome: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Promise:
    company_id: str
    promise_id: str
    plan_id: str
    instalment_number: int
    customer_id: str
    document_id: str
    promised_on_date: date
    due_date: date
    amount: Decimal
    currency_code: str
    collector_id: str
    recorded_at: datetime
    true_outcome: str  # kept, broken, partial, open: truth only


@dataclass(frozen=True, slots=True)
class Part:
    """A planned payment of one item: what reaches the bank, and what is deducted on the way."""

    item: Item
    amount: Decimal
    bank_date: date
    discount: Decimal
    withholding: Decimal
    charge: Decimal

    @property
    def cash(self) -> Decimal:
        return self.amount - self.discount - self.withholding - self.charge


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt in the ledger, and what the bank saw of it."""

    item: Item
    customer: Customer
    parts: tuple[Part, ...]
    bank_date: date
    applied_date: date | None


def rounded(amount: Decimal, *, currency: str) -> Decimal:
    """Round half away from zero to the currency's own decimals."""
    return amount.quantize(Decimal(1).scaleb(-DIGITS[currency]), rounding=ROUND_HALF_UP)


def percent(amount: Decimal, *, of: int, currency: str) -> Decimal:
    return rounded(amount * of / 100, currency=currency)
