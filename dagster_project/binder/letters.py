"""Letters to the customers of the sample: a request to confirm the balance, and its statement of account.

Holds what a letter says, in the customer's language, and its making as PDF.
Does not hold: the layout (``letter.typ``), nor who is asked (``sampling``).
Called by assemble.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import typst

TEMPLATE = Path(__file__).parent / "letter.typ"
KINDS = {
    "invoice": "factura", "debit_note": "nota de débito", "interest_note": "nota de intereses",
    "credit_note": "nota de crédito", "receipt": "pago", "refund": "devolución",
    "returned_payment": "pago devuelto", "discount": "descuento", "withholding": "retención",
    "opening_balance_debit": "saldo inicial", "opening_balance_credit": "saldo inicial",
    "adjustment_debit": "ajuste", "adjustment_credit": "ajuste", "write_off_reversal": "reverso de castigo",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One open item on a statement of account."""

    number: str
    kind: str
    posting_date: date
    due_date: date | None
    currency_code: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Letter:
    """One customer's letter."""

    company_name: str
    customer_id: str
    customer_name: str
    language: str
    period_end: date
    build_id: str
    lines: tuple[Line, ...]


def write(letter: Letter, path: Path, *, digits: dict[str, int]) -> None:
    """Write the letter as PDF; all that it says goes in as data, never as markup."""
    typst.compile(TEMPLATE, output=path, sys_inputs={"letter": json.dumps(_content(letter, digits))})


def _content(letter: Letter, digits: dict[str, int]) -> dict[str, object]:
    totals: dict[str, Decimal] = {}
    for line in letter.lines:
        totals[line.currency_code] = totals.get(line.currency_code, Decimal(0)) + line.amount
    is_english = letter.language == "en"
    head = {name: value for name, value in asdict(letter).items() if name not in ("lines", "period_end")}
    return head | {
        "language": "en" if is_english else "es",
        "period_end": _day(letter.period_end, is_english=is_english),
        "totals": [
            {"currency": code, "amount": _amount(amount, digits.get(code, 2), is_english=is_english)}
            for code, amount in sorted(totals.items())
        ],
        "items": [_item(line, digits, is_english=is_english) for line in letter.lines],
    }


def _item(line: Line, digits: dict[str, int], *, is_english: bool) -> dict[str, str]:
    words = line.kind.replace("_", " ")
    return {
        "number": line.number,
        "kind": words if is_english else KINDS.get(line.kind, words),
        "posted": _day(line.posting_date, is_english=is_english),
        "due": _day(line.due_date, is_english=is_english) if line.due_date else "",
        "currency": line.currency_code,
        "amount": _amount(line.amount, digits.get(line.currency_code, 2), is_english=is_english),
    }


def _day(day: date, *, is_english: bool) -> str:
    return day.isoformat() if is_english else f"{day:%d-%m-%Y}"


def _amount(amount: Decimal, digits: int, *, is_english: bool) -> str:
    """Return an amount with its currency's decimals and a true minus sign."""
    text = f"{abs(amount):,.{digits}f}"
    shown = text if is_english else text.translate(str.maketrans(",.", ".,"))
    return f"\N{MINUS SIGN}{shown}" if amount < 0 else shown
