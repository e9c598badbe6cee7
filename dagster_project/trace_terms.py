"""The words in which a figure's trace is written.

Holds the three kinds of a traced figure, the terms that sums are made of, and how they are put together.
Does not hold: any mart's figures (``trace_receivables``, ``trace_collections``, ``trace_cash``), nor SQL.
Called by those three and by trace_sums.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

SALES = ("invoice", "debit_note", "credit_note")
CASH = ("receipt", "refund", "returned_payment")
WRITE_OFFS = ("write_off", "write_off_reversal")
Keys = Mapping[str, str]
"""What a part must share with its row: a column of ``trace/create_wanted`` to the mart's column."""


@dataclass(frozen=True, slots=True)
class Term:
    """The parts that one statement lists, added or taken away; `is_opening`: of the day before the month."""

    statement: str
    measure: str = "amount_base"
    sign: int = 1
    options: Mapping[str, object] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    keys: Keys | None = None
    is_opening: bool = False


@dataclass(frozen=True, slots=True)
class SumTrace:
    """A sum of terms; `one_of` are the columns of which its rows must have one value to add up.

    One that `may_be_unknown` is null in rows whose parts are not all observed yet.
    """

    name: str
    terms: tuple[Term, ...]
    one_of: tuple[str, ...] = ()
    is_base: bool = True
    may_be_unknown: bool = False


@dataclass(frozen=True, slots=True)
class RatioTrace:
    """One sum over another, times a factor."""

    numerator: SumTrace
    denominator: SumTrace
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class MethodTrace:
    """What is found by a method: in words, the columns that are its parameters, and its inputs."""

    method: str
    parameters: tuple[str, ...]
    inputs: tuple[SumTrace, ...]


Metric = SumTrace | RatioTrace | MethodTrace
Figures = Mapping[str, Metric]


def balance(population: str, keys: Keys, *, measure: str = "amount_base", is_opening: bool = False) -> Term:
    """Return what moved the items open on the row's day; `population` says which of them."""
    options = {"population": population}
    return Term("list_balance_parts", measure, options=options, keys=keys, is_opening=is_opening)


def moved(
    event_types: tuple[str, ...], keys: Keys, *, days: int | None = None, is_opening: bool = False
) -> Term:
    """Return the movements of a span of days up to the row's day; without a count, of its month."""
    options = {"event_types": list(event_types), "day_count": days}
    return Term("list_movement_parts", options=options, keys=keys, is_opening=is_opening)


def pieces(population: str, keys: Keys) -> Term:
    """Return pieces of debits; `population` says which."""
    return Term("list_piece_parts", options={"population": population}, keys=keys)


def less(term: Term) -> Term:
    """Return a term taken away."""
    return replace(term, sign=-term.sign)


def total(name: str, *terms: Term, one_of: tuple[str, ...] = (), is_base: bool = True) -> SumTrace:
    """Return the sum of terms, named after its column."""
    return SumTrace(name, terms, one_of, is_base)


def totals(terms: Mapping[str, Term], *, one_of: tuple[str, ...] = ()) -> dict[str, SumTrace]:
    """Return one sum per column, each of one term."""
    return {name: total(name, term, one_of=one_of) for name, term in terms.items()}


def methods(words: Mapping[str, str], parameters: tuple[str, ...], *inputs: SumTrace) -> dict[str, Metric]:
    """Return one method per column, all of the same inputs."""
    return {column: MethodTrace(method, parameters, inputs) for column, method in words.items()}


def pair(statement: str, column: str, *one_of: str) -> dict[str, SumTrace]:
    """Return an amount of documents, which must be of one currency, and the same in base currency."""
    return both(column, Term(statement), *one_of)


def both(column: str, term: Term, *one_of: str) -> dict[str, SumTrace]:
    """Return a term's amount in document currency, one at a time, and in base currency."""
    return {
        column: SumTrace(column, (replace(term, measure="amount"),), ("currency_code", *one_of), False),
        f"{column}_base": SumTrace(f"{column}_base", (term,), one_of=one_of),
    }
