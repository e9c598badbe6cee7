"""The traces of matching: what a bank entry pays, and what is left on either side.

Holds, column by column, what the figures of the matching marts are made of.
Does not hold: SQL, nor what a figure means; its mart says that.
Called by trace_metrics.
"""

from dagster_project.trace_terms import Figures, SumTrace, Term, methods

MATCH = ("bank_account_id", "entry_id", "document_id", "instalment_number", "rule")
MONEY = ("company_id", "bank_account_id", "entry_id", "receipt_document_id", "comparison")
RATES = ("month_end_date", "company_id", "currency_code")
PAYABLE = "what is open of the item and what receipts alone closed"


def bank_matches() -> Figures:
    """Return what an entry pays of an item: a part of the entry's record; the rest by its method."""
    matched = entry_part("matched_amount")
    words = {
        "item_amount": PAYABLE,
        "difference_amount": f"{PAYABLE}, less all its matches; of an overpayment, matches less the entry",
    }
    return {
        "matched_amount": matched,
        "entry_amount": entry_part("entry_amount"),
        **methods(words, MATCH, matched),
    }


def bank_ledger_comparison() -> Figures:
    """Return money in by its record, and what bank and ledger say of it by method."""
    money = _money_record()
    words = {
        "matched_amount": "Σ fct_bank_matches.matched_amount of the entry",
        "applied_amount": "Σ allocations of the receipt in effect on the as-of date",
        "agreed_amount": "Σ, item by item, of the lesser of the two",
        "unapplied_amount": "the entry less what is matched",
        "posting_lag_days": "posting_date − booking_date",
        "application_lag_days": "applied_date − booking_date",
        "age_days": "as-of date − booking_date",
    }
    return {"money_amount": money, **methods(words, MONEY, money)}


def match_rates_monthly() -> Figures:
    """Return the entries of a month, and what of them is matched, falsely or not at all."""
    term = Term("list_matched_money_parts", "amount")
    entries = SumTrace("entry_amount", (term,), ("currency_code",), is_base=False)
    words = {
        "automatic_amount": "Σ fct_bank_ledger_comparison.matched_amount of entries matched automatically",
        "compared_amount": "the same, of entries whose receipt the ledger has applied",
        "false_amount": "of those, Σ matched_amount − agreed_amount",
        "unapplied_amount": "Σ fct_bank_ledger_comparison.unapplied_amount",
        "automatic_entry_rate": "automatic_entry_count / entry_count",
        "automatic_amount_rate": "automatic_amount / entry_amount",
        "false_entry_rate": "false_entry_count / compared_entry_count",
        "false_amount_rate": "false_amount / compared_amount",
    }
    return {"entry_amount": entries, **methods(words, RATES, entries)}


def _money_record() -> SumTrace:
    names = {"entry": "entry_id", "entity": "money", "day": "booking_date"}
    return SumTrace(
        "money_amount", (Term("list_record_parts", "money_amount", names=names),), ("currency_code",), False
    )


def entry_part(column: str) -> SumTrace:
    """Return an amount of one bank entry, whose record the row holds."""
    names = {"entry": "entry_id", "entity": "entry", "day": "booking_date"}
    return SumTrace(
        column, (Term("list_record_parts", column, names=names),), ("currency_code",), is_base=False
    )
