"""The traces of the collections desk: default interest, its charges, what may be written off.

Holds, column by column, what the figures of the desk's marts are made of.
Does not hold: SQL, nor what a figure means; its mart says that.
Called by trace_metrics.
"""

from dagster_project.trace_terms import Figures, MethodTrace, SumTrace, Term, pair


def default_interest() -> Figures:
    """Return what bore interest on a stretch of days, and how the interest follows from it."""
    residual = _open_before("residual_amount", "from_date")
    days = ("from_date", "until_date", "day_count", "disputed_amount")
    words = {
        "disputed_amount": "the part in a dispute that stands on those days, at most the residual",
        "principal_amount": "residual − disputed",
        "interest_amount": "principal × percent × days ÷ (100 × days in the year)",
    }
    rate = ("annual_percent", "days_in_year", "rate_source")
    return {
        residual.name: residual,
        **{name: MethodTrace(method, (*days, *rate), (residual,)) for name, method in words.items()},
    }


def default_interest_charges() -> Figures:
    """Return what was unpaid on the first day of default, and the charge by law."""
    unpaid = _open_before("unpaid_amount", "charge_date")
    method = "a fixed amount, or a share of what was unpaid, rounded half up to the currency"
    return {
        unpaid.name: unpaid,
        "charge_amount": MethodTrace(method, ("charge_code", "charge_source"), (unpaid,)),
    }


def uncollectible_items() -> Figures:
    """Return what is open of an item, and the tax in it."""
    item = SumTrace("open_amount", (Term("list_open_item_parts", "amount"),), is_base=False)
    return {
        **pair("list_open_item_parts", "open_amount"),
        "tax_in_open_amount": MethodTrace("the document's tax × open ÷ gross", ("route",), (item,)),
    }


def _open_before(name: str, day: str) -> SumTrace:
    return SumTrace(name, (Term("list_residual_parts", "amount", names={"day": day}),), is_base=False)
