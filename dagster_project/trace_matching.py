"""The traces of matching: what a bank entry pays, and what is left on either side.

Holds, column by column, what the figures of the matching marts are made of.
Does not hold: SQL, nor what a figure means; its mart says that.
Called by trace_metrics.
"""

from dagster_project.trace_terms import Figures, SumTrace, Term, methods

MATCH = ("bank_account_id", "entry_id", "document_id", "instalment_number", "rule")
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


def entry_part(column: str) -> SumTrace:
    """Return an amount of one bank entry, whose record the row holds."""
    names = {"entry": "entry_id", "entity": "entry", "day": "booking_date"}
    return SumTrace(
        column, (Term("list_record_parts", column, names=names),), ("currency_code",), is_base=False
    )
