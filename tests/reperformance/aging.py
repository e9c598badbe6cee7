"""Open items and aging, performed again.

Holds the rows of fct_open_items, fct_aging_daily and fct_aging_customers_monthly.
Does not hold: sales, cash or ratios; `periods` does.
Called by `periods` and by the tests.
"""

import csv
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from tests.reperformance.items import ZERO, Item
from tests.reperformance.ledger import Ledger
from tests.reperformance.records import SEEDS, Key


@dataclass(slots=True)
class Balance:
    """A sum of open items in both currencies; items without a rate are counted, not guessed."""

    amount: Decimal = ZERO
    amount_base: Decimal = ZERO
    unconverted_item_count: int = 0

    def add(self, amount: Decimal, amount_base: Decimal | None) -> None:
        self.amount += amount
        self.amount_base += amount_base or ZERO
        self.unconverted_item_count += amount_base is None


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One row of fct_open_items, as far as the contract names its figures."""

    customer_id: str
    document_type: str
    currency_code: str
    posting_date: date
    due_date: date | None
    days_past_due: int | None
    aging_bucket_code: str
    gross_amount: Decimal
    open_amount: Decimal
    open_amount_base: Decimal | None
    is_disputed: bool


def open_items(ledger: Ledger, as_of: date) -> dict[Key, OpenItem]:
    """Return the open items at the end of that day, by company, document and instalment."""
    disputed = disputed_documents(ledger, as_of)
    rows = {}
    for key, item in ledger.items.items():
        if item.open_on(as_of) == 0:
            continue
        is_debit = item.sign > 0
        rows[key] = OpenItem(
            customer_id=item.customer_id,
            document_type=item.document_type,
            currency_code=item.currency_code,
            posting_date=item.posting_date,
            due_date=item.due_date if is_debit else None,
            days_past_due=(as_of - item.due_date).days if is_debit else None,
            aging_bucket_code=bucket(item, as_of),
            gross_amount=item.sign * item.gross,
            open_amount=item.open_on(as_of),
            open_amount_base=item.open_base_on(as_of),
            is_disputed=key[:2] in disputed,
        )
    return rows


def aging_daily(ledger: Ledger, as_of: date) -> dict[tuple[str, date, str, str], Balance]:
    """Return balances by company, day, currency and bucket, for every day up to that one; no zero rows."""
    rows: dict[tuple[str, date, str, str], Balance] = {}
    for item in ledger.items.values():
        for day in days(item.posting_date, as_of):
            amount = item.open_on(day)
            if amount:
                key = (item.company_id, day, item.currency_code, bucket(item, day))
                rows.setdefault(key, Balance()).add(amount, item.to_base(amount))
    return rows


def aging_customers_monthly(ledger: Ledger, as_of: date) -> dict[tuple[str, date, str, str, str], Balance]:
    """Return balances by company, month end, customer, currency and bucket."""
    rows: dict[tuple[str, date, str, str, str], Balance] = {}
    for item in ledger.items.values():
        for day in month_ends(item.posting_date, as_of):
            amount = item.open_on(day)
            if amount:
                key = (item.company_id, day, item.customer_id, item.currency_code, bucket(item, day))
                rows.setdefault(key, Balance()).add(amount, item.to_base(amount))
    return rows


def bucket(item: Item, day: date) -> str:
    """Return the bucket of the item on that day, by the seed."""
    past_due = (day - item.due_date).days
    for code, sign, first, until in _buckets():
        if sign == item.sign and first <= past_due < until:
            return code
    raise LookupError(f"no bucket holds {past_due} days of sign {item.sign}; see seeds/aging_buckets.csv")


def days(first: date, last: date) -> Iterator[date]:
    """Yield every day from the first to the last, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def month_end(day: date) -> date:
    """Return the last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def month_ends(first: date, last: date) -> Iterator[date]:
    """Yield the month ends from the first day's month on that are not after the last day."""
    end = month_end(first)
    while end <= last:
        yield end
        end = month_end(end + timedelta(days=1))


@cache
def _buckets() -> list[tuple[str, int, int, int]]:
    with (SEEDS / "aging_buckets.csv").open(encoding="utf-8") as lines:
        return [
            (row["aging_bucket_code"], int(row["item_sign"]), int(row["from_days"]), int(row["until_days"]))
            for row in csv.DictReader(lines)
        ]


def disputed_documents(ledger: Ledger, as_of: date) -> set[Key]:
    """Return the documents in dispute at the end of that day; one resolved on it is closed."""
    found: set[Key] = set()
    for record in ledger.disputes.values():
        opened, resolved = record.day("opened_date"), record.day("resolved_date")
        if opened and opened <= as_of and (resolved is None or as_of < resolved):
            found.add((record.values["company_id"], record.values["document_id"]))
    return found
