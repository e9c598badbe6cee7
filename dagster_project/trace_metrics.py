"""Which statement of ``sql/trace`` traces which column of which mart.

Holds one entry per figure that can be traced: a sum of parts, a ratio of two sums, a method with its inputs.
Does not hold: SQL, nor what a figure means; its mart says that.
Called by trace.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SumTrace:
    """A column that is a sum: the statement of its parts, and what its rows must have one value of."""

    parts: str
    measure: str = "amount"
    one_of: tuple[str, ...] = ()
    name: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RatioTrace:
    """A column that is one sum over another, times a factor."""

    numerator: SumTrace
    denominator: SumTrace
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class MethodTrace:
    """A column that is found by a method: in words, the columns that are its parameters, and its inputs."""

    method: str
    parameters: tuple[str, ...]
    inputs: tuple[SumTrace, ...]


Metric = SumTrace | RatioTrace | MethodTrace

METRICS: Mapping[str, Mapping[str, Metric]] = {
    "fct_ledger_events": {
        "amount": SumTrace("list_event_parts", one_of=("currency_code",)),
        "amount_base": SumTrace("list_event_parts", "amount_base"),
    },
    "fct_open_items": {
        "gross_amount": SumTrace("list_opening_parts", one_of=("currency_code",)),
        "open_amount": SumTrace("list_open_item_parts", one_of=("currency_code",)),
        "open_amount_base": SumTrace("list_open_item_parts", "amount_base"),
    },
    "fct_aging_daily": {
        "open_amount": SumTrace("list_aging_parts", one_of=("currency_code", "balance_date")),
        "open_amount_base": SumTrace("list_aging_parts", "amount_base", one_of=("balance_date",)),
    },
    "fct_aging_customers_monthly": {
        "open_amount": SumTrace("list_customer_aging_parts", one_of=("currency_code", "balance_date")),
        "open_amount_base": SumTrace("list_customer_aging_parts", "amount_base", one_of=("balance_date",)),
    },
}
