"""The books of the demo, kept a second time: balances replayed from the versions, by plain addition.

Holds open items as of a day known at a time, the control accounts and the ERP's own aged report.
Does not hold: the warehouse's way of doing it; nothing is shared with the models that it is compared with.
Called by ``synthetic.company`` and ``synthetic.truth``.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from dagster_project.synthetic.days import AFTER_ALL, at, month_ends, plus
from dagster_project.synthetic.rates import Rates
from dagster_project.synthetic.world import COMPANIES, Allocation, Company, Customer, Item, rounded

ZERO = Decimal(0)
CLOSE_LAG_DAYS = 5
REPORT_NAME = "FBL5N-ANTIGUEDAD"
BUCKETS = ((0, "current"), (30, "1-30"), (60, "31-60"), (90, "61-90"), (120, "91-120"))
COMPANY_BY_ID = {company.company_id: company for company in COMPANIES}
Key = tuple[str, str, int]
Row = TypeVar("Row", Item, Allocation)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every version of every item and allocation, with what is needed to value them."""

    items: tuple[Item, ...]
    links: tuple[Allocation, ...]
    customers: Mapping[str, Customer]
    rates: Rates


@dataclass(frozen=True, slots=True)
class OpenItem:
    item: Item
    balance: Decimal  # signed
    balance_base: Decimal
    account: str


@dataclass(frozen=True, slots=True)
class GlBalance:
    company_id: str
    account: str
    period_end_date: date
    currency_code: str
    balance_amount: Decimal
    revaluation_amount: Decimal | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ReportedBalance:
    company_id: str
    as_of_date: date
    customer_id: str
    control_account: str
    bucket_code: str
    currency_code: str
    balance_amount: Decimal
    report_name: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference planted in the general ledger, at the period ends from `first` to `last`."""

    company_id: str
    account: str
    first: date
    last: date
    amount: Decimal
    kind: str
    story: str


def open_items(ledger: Ledger, *, day: date, known_at: datetime) -> list[OpenItem]:
    """Return what is open at the end of `day`, by the versions known at `known_at`."""
    items = {
        key: item for key, item in _newest_items(ledger.items, known_at=known_at).items() if _counts(item)
    }
    moved: dict[Key, Decimal] = defaultdict(lambda: ZERO)
    for link in _newest_links(ledger.links, known_at=known_at).values():
        debit = items.get((link.company_id, link.debit_document_id, link.debit_instalment_number or 1))
        credit = items.get((link.company_id, link.credit_document_id, link.credit_instalment_number or 1))
        if debit is None or credit is None or link.status != "posted":
            continue
        starts = max(link.effective_date, debit.posting_date, credit.posting_date)
        if starts <= day and (link.reversed_date is None or link.reversed_date > day):
            moved[debit.key] += link.amount
            moved[credit.key] += link.amount if link.credit_amount is None else link.credit_amount
    rows = []
    for key, item in items.items():
        gone = item.posting_date > day or (item.voided_date is not None and item.voided_date <= day)
        left = item.amount - moved[key]
        if not gone and left != 0:
            rows.append(_open(item, left=left, ledger=ledger))
    return rows


def bucket(item: Item, *, day: date) -> str:
    if item.sign < 0:
        return "unapplied"
    late = (day - (item.due_date or item.issue_date or item.posting_date)).days
    return next((code for limit, code in BUCKETS if late <= limit), "121+")


def gl_balances(
    ledger: Ledger, *, first: date, as_of: date, planted: Iterable[Difference]
) -> list[GlBalance]:
    """Return each control account at each month end: as closed, and once more where it was restated since."""
    differences, cutoff, rows = list(planted), at(as_of, hour=22, minute=30), list[GlBalance]()
    for end in month_ends(first, last=as_of):
        closed_at = min(at(plus(end, CLOSE_LAG_DAYS), hour=15), cutoff - timedelta(minutes=10))
        closed = _accounts(ledger, day=end, known_at=closed_at)
        today = _accounts(ledger, day=end, known_at=AFTER_ALL)
        for key in sorted(closed | today):
            extra = _planted(differences, key=key, day=end)
            row = _gl_row(
                key, end=end, amounts=closed.get(key, (ZERO, ZERO)), extra=extra, recorded_at=closed_at
            )
            rows.append(row)
            if today.get(key) != closed.get(key):
                rows.append(
                    _gl_row(
                        key, end=end, amounts=today.get(key, (ZERO, ZERO)), extra=extra, recorded_at=cutoff
                    )
                )
    return rows


def reported_balances(ledger: Ledger, *, days: Iterable[date]) -> list[ReportedBalance]:
    """Return the ERP's own aged report of each day, as it was printed at the close."""
    rows = []
    for day in days:
        printed_at = at(plus(day, CLOSE_LAG_DAYS), hour=15)
        sums: dict[tuple[str, str, str, str, str], Decimal] = defaultdict(lambda: ZERO)
        for each in open_items(ledger, day=day, known_at=printed_at):
            item = each.item
            key = (item.company_id, item.customer_id, each.account, bucket(item, day=day), item.currency_code)
            sums[key] += each.balance
        for (company, customer, account, code, currency), amount in sorted(sums.items()):
            rows.append(
                ReportedBalance(
                    company, day, customer, account, code, currency, amount, REPORT_NAME, printed_at
                )
            )
    return rows


def _newest_items(rows: Iterable[Item], *, known_at: datetime) -> dict[Key, Item]:
    newest: dict[Key, Item] = {}
    for row in rows:
        if row.recorded_at <= known_at and (
            row.key not in newest or row.recorded_at > newest[row.key].recorded_at
        ):
            newest[row.key] = row
    return newest


def _newest_links(rows: Iterable[Allocation], *, known_at: datetime) -> dict[str, Allocation]:
    newest: dict[str, Allocation] = {}
    for row in rows:
        before = newest.get(row.allocation_id)
        if row.recorded_at <= known_at and (before is None or row.recorded_at > before.recorded_at):
            newest[row.allocation_id] = row
    return newest


def _counts(item: Item) -> bool:
    return item.status == "posted" or (item.status == "void" and item.voided_date is not None)


def _open(item: Item, *, left: Decimal, ledger: Ledger) -> OpenItem:
    company, customer = COMPANY_BY_ID[item.company_id], ledger.customers[item.customer_id]
    base = _in_base(item, left=left, company=company, rates=ledger.rates)
    return OpenItem(
        item, left * item.sign, base * item.sign, item.control_account or customer.control_account
    )


def _in_base(item: Item, *, left: Decimal, company: Company, rates: Rates) -> Decimal:
    if item.amount_base is not None:
        return rounded(left * item.amount_base / item.amount, currency=company.base_currency_code)
    return rates.base(
        left, currency=item.currency_code, base=company.base_currency_code, day=item.posting_date
    )


def _accounts(
    ledger: Ledger, *, day: date, known_at: datetime
) -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
    """Return by company and account the base balance, and what closing rates would add to it in December."""
    sums: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
    for each in open_items(ledger, day=day, known_at=known_at):
        company = COMPANY_BY_ID[each.item.company_id]
        base = company.base_currency_code
        at_close = ledger.rates.base(each.balance, currency=each.item.currency_code, base=base, day=day)
        gain = at_close - each.balance_base if day.month == 12 else ZERO
        before = sums.get((company.company_id, each.account), (ZERO, ZERO))
        sums[(company.company_id, each.account)] = (before[0] + each.balance_base, before[1] + gain)
    return sums


def _planted(differences: list[Difference], *, key: tuple[str, str], day: date) -> Decimal:
    mine = [each for each in differences if (each.company_id, each.account) == key]
    return sum((each.amount for each in mine if each.first <= day <= each.last), ZERO)


def _gl_row(
    key: tuple[str, str],
    *,
    end: date,
    amounts: tuple[Decimal, Decimal],
    extra: Decimal,
    recorded_at: datetime,
) -> GlBalance:
    balance, gain = amounts
    currency = COMPANY_BY_ID[key[0]].base_currency_code
    return GlBalance(key[0], key[1], end, currency, balance + gain + extra, gain or None, recorded_at)
