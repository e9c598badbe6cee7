"""The bank's rows: accounts, entries, balances and the plan of payments.

Holds the shape of each and the four accounts that the demo has.
Does not hold: how they are drawn; ``synthetic.bank`` and ``synthetic.treasury`` do that.
Called by ``synthetic.bank``, ``synthetic.treasury`` and ``synthetic.truth``.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Account:
    bank_account_id: str
    company_id: str
    currency_code: str
    bank_name: str
    iban: str


@dataclass(frozen=True, slots=True)
class Entry:
    bank_account_id: str
    entry_id: str
    booking_date: date
    value_date: date
    amount: Decimal
    currency_code: str
    counterparty_name: str
    counterparty_tax_id: str
    counterparty_account: str
    reference: str
    description: str
    recorded_at: datetime
    true_customer_id: str = ""  # truth only, like all that follows
    true_receipt_id: str = ""
    true_trouble: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    bank_account_id: str
    balance_date: date
    balance_type: str
    amount: Decimal
    currency_code: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class PlannedCash:
    company_id: str
    line: str
    cash_date: date
    amount: Decimal
    currency_code: str
    description: str
    recorded_at: datetime


ACCOUNTS = (
    Account("CL-CLP-1", "CL01", "CLP", "Banco de los Andes", ""),
    Account("CL-USD-1", "CL01", "USD", "Banco de los Andes", ""),
    Account("ES-EUR-1", "ES01", "EUR", "Banco Mediterráneo Norte", "ES7921000813610123456789"),
    Account("ES-USD-1", "ES01", "USD", "Banco Mediterráneo Norte", "ES6621000418401234567891"),
)
ACCOUNT_FOR = {(account.company_id, account.currency_code): account for account in ACCOUNTS}
