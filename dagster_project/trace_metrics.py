"""Which statements of ``sql/trace`` trace which column of which mart.

Holds one entry per figure that can be traced: a sum of terms, a ratio of two sums, or a method with inputs.
Does not hold: SQL, nor what a figure means; its mart says that.
Called by trace_sums.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

SALES = ("invoice", "debit_note", "credit_note")
CASH = ("receipt", "refund", "returned_payment")
WRITE_OFFS = ("write_off", "write_off_reversal")
LINES: Mapping[str, tuple[str, ...]] = {
    "invoiced_amount_base": ("invoice", "debit_note", "interest_note"),
    "credit_notes_amount_base": ("credit_note",),
    "cash_amount_base": CASH,
    "write_offs_amount_base": WRITE_OFFS,
    "discounts_amount_base": ("discount",),
    "exchange_differences_amount_base": ("fx_difference", "allocation", "allocation_reversal"),
    "other_amount_base": (
        *("adjustment_debit", "adjustment_credit", "opening_balance_debit", "opening_balance_credit"),
        *("withholding", "netting", "assignment", "void"),
    ),
}
"""The movements of each line of the roll-forward; what allocations leave over in base is exchange."""


@dataclass(frozen=True, slots=True)
class Term:
    """The parts that one statement lists, added or taken away."""

    statement: str
    measure: str = "amount_base"
    sign: int = 1
    options: Mapping[str, object] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SumTrace:
    """A sum of terms; `one_of` are the columns of which its rows must have one value to add up."""

    name: str
    terms: tuple[Term, ...]
    one_of: tuple[str, ...] = ()
    is_base: bool = True


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


def _pair(statement: str, column: str, *one_of: str) -> dict[str, SumTrace]:
    """Return an amount of documents, which must be of one currency, and the same in base currency."""
    in_base = f"{column}_base"
    return {
        column: SumTrace(
            column, (Term(statement, "amount"),), one_of=("currency_code", *one_of), is_base=False
        ),
        in_base: SumTrace(in_base, (Term(statement),), one_of=one_of),
    }


def _receivable(day: str, population: str = "all", *, sign: int = 1, is_opening: bool = False) -> Term:
    options = {"population": population, "is_opening": is_opening}
    return Term("list_receivable_parts", sign=sign, options=options, names={"day": day})


def _moved(day: str, event_types: tuple[str, ...], *, day_count: int | None = None, sign: int = 1) -> Term:
    """Return the movements of a span of days up to the row's day; without a count, of its month."""
    options = {"event_types": list(event_types), "day_count": day_count}
    return Term("list_movement_parts", sign=sign, options=options, names={"day": day})


def _record(column: str, *, entry: str, entity: str, day: str) -> SumTrace:
    names = {"entry": entry, "entity": entity, "day": day}
    one_of = ("currency_code",)
    return SumTrace(column, (Term("list_record_parts", column, names=names),), one_of=one_of, is_base=False)


def _receivables_daily() -> dict[str, Metric]:
    day = "balance_date"
    stocks = {
        name: SumTrace(name, (_receivable(day, population),), one_of=(day,))
        for name, population in {
            "receivables_amount_base": "all",
            "current_amount_base": "current",
            "overdue_amount_base": "overdue",
            "unapplied_amount_base": "unapplied",
        }.items()
    }
    sales = SumTrace("sales_90_days_amount_base", (_moved(day, SALES, day_count=90),), one_of=(day,))
    countback = MethodTrace(
        "days of sales, by calendar month from the newest, that the receivables exhaust",
        ("company_id", "balance_date"),
        (
            stocks["receivables_amount_base"],
            SumTrace("sales", (Term("list_countback_parts", options={"event_types": list(SALES)}),)),
        ),
    )
    return {
        **stocks,
        "sales_amount_base": SumTrace("sales_amount_base", (_moved(day, SALES, day_count=1),)),
        "sales_90_days_amount_base": sales,
        "cash_collected_amount_base": SumTrace(
            "cash_collected_amount_base", (_moved(day, CASH, day_count=1, sign=-1),)
        ),
        "dso_simple_days": _over_90_days(stocks["receivables_amount_base"], sales),
        "dso_best_possible_days": _over_90_days(stocks["current_amount_base"], sales),
        "average_days_delinquent": _over_90_days(stocks["overdue_amount_base"], sales),
        "dso_unapplied_days": _over_90_days(stocks["unapplied_amount_base"], sales),
        "dso_countback_days": countback,
    }


def _over_90_days(stock: SumTrace, sales: SumTrace) -> RatioTrace:
    return RatioTrace(stock, sales, factor=Decimal(90))


def _roll_forward_monthly() -> dict[str, Metric]:
    day = "month_end_date"
    opening, closing = "opening_amount_base", "closing_amount_base"
    return {
        opening: SumTrace(opening, (_receivable(day, is_opening=True),), one_of=(day,)),
        **{line: SumTrace(line, (_moved(day, types),)) for line, types in LINES.items()},
        closing: SumTrace(closing, (_receivable(day),), one_of=(day,)),
    }


def _collection_kpis_monthly() -> dict[str, Metric]:
    day = "month_end_date"
    opening, closing = _receivable(day, is_opening=True), _receivable(day)
    sales, less_current = _moved(day, SALES), _receivable(day, "current", sign=-1)
    sums = {
        "opening_amount_base": (opening,),
        "closing_amount_base": (closing,),
        "current_amount_base": (_receivable(day, "current"),),
        "overdue_amount_base": (_receivable(day, "overdue"),),
        "over_90_amount_base": (_receivable(day, "over_90"),),
        "sales_amount_base": (sales,),
        "cash_collected_amount_base": (_moved(day, CASH, sign=-1),),
        "collectable_amount_base": (opening, sales, less_current),
        "opening_overdue_amount_base": (_receivable(day, "overdue", is_opening=True),),
        "recovered_amount_base": (Term("list_recovery_parts"),),
        "written_off_amount_base": (_moved(day, WRITE_OFFS, sign=-1),),
    }
    amounts = {name: SumTrace(name, terms, one_of=(day,)) for name, terms in sums.items()}
    cleared = SumTrace("cleared", (opening, sales, _receivable(day, sign=-1)))
    both_balances = SumTrace("opening and closing", (opening, closing))
    debits = SumTrace("open_debits", (_receivable(day, "debits"),))
    return {
        **amounts,
        "cei_rate": RatioTrace(cleared, amounts["collectable_amount_base"]),
        "cei_cash_rate": RatioTrace(
            amounts["cash_collected_amount_base"], amounts["collectable_amount_base"]
        ),
        "receivables_turnover": RatioTrace(amounts["sales_amount_base"], both_balances, factor=Decimal(2)),
        "overdue_recovery_rate": RatioTrace(
            amounts["recovered_amount_base"], amounts["opening_overdue_amount_base"]
        ),
        "overdue_rate": RatioTrace(amounts["overdue_amount_base"], debits),
        "over_90_rate": RatioTrace(amounts["over_90_amount_base"], debits),
        "bad_debt_rate": RatioTrace(amounts["written_off_amount_base"], amounts["sales_amount_base"]),
    }


def _cohorts(age_column: str, date_column: str) -> dict[str, Metric]:
    closed_by = {
        "collected_amount_base": ("receipt",),
        "credited_amount_base": ("credit_note", "discount", "void"),
        "written_off_amount_base": ("write_off",),
    }
    names = {"age_column": age_column, "date_column": date_column}

    def term(types: tuple[str, ...], *, sign: int, is_invoiced: bool = False) -> Term:
        options = {"is_invoiced": is_invoiced, "closed_by": list(types)}
        return Term("list_cohort_parts", sign=sign, options=options, names=names)

    one_of = (age_column,)
    amounts = {
        name: SumTrace(name, (term(types, sign=1),), one_of=one_of) for name, types in closed_by.items()
    }
    invoiced_term = term((), sign=1, is_invoiced=True)
    invoiced = SumTrace("invoiced_amount_base", (invoiced_term,), one_of=one_of)
    less_credited = term(closed_by["credited_amount_base"], sign=-1)
    net = SumTrace("net_invoiced_amount_base", (invoiced_term, less_credited), one_of=one_of)
    return {
        **amounts,
        "invoiced_amount_base": invoiced,
        "net_invoiced_amount_base": net,
        "collected_rate": RatioTrace(amounts["collected_amount_base"], invoiced),
        "collected_net_rate": RatioTrace(amounts["collected_amount_base"], net),
    }


def _restated(*views: str) -> dict[str, Metric]:
    return {
        f"{view}_amount_base": SumTrace(
            f"{view}_amount_base",
            (Term("list_restatement_parts", options={"view": view}),),
            one_of=("period_end_date",),
        )
        for view in views
    }


def _bank_balances() -> dict[str, Metric]:
    def computed(column: str, *, is_difference: bool) -> SumTrace:
        term = Term("list_bank_balance_parts", "amount", options={"is_difference": is_difference})
        return SumTrace(column, (term,), one_of=("currency_code", "balance_date"), is_base=False)

    return {
        "amount": _record("amount", entry="balance_type", entity="stated", day="balance_date"),
        "computed_amount": computed("computed_amount", is_difference=False),
        "difference_amount": computed("difference_amount", is_difference=True),
    }


def _files() -> dict[str, Metric]:
    rejected = {"record_count": False, "reject_count": True}
    return {
        column: SumTrace(
            column, (Term("list_file_parts", options={"is_rejected_only": only}),), is_base=False
        )
        for column, only in rejected.items()
    }


METRICS: Mapping[str, Figures] = {
    "fct_ledger_events": _pair("list_event_parts", "amount"),
    "fct_open_items": {
        "gross_amount": SumTrace(
            "gross_amount", (Term("list_opening_parts", "amount"),), ("currency_code",), is_base=False
        ),
        **_pair("list_open_item_parts", "open_amount"),
    },
    "fct_aging_daily": _pair("list_aging_parts", "open_amount", "balance_date"),
    "fct_aging_customers_monthly": _pair("list_customer_aging_parts", "open_amount", "balance_date"),
    "fct_receivables_daily": _receivables_daily(),
    "fct_roll_forward_monthly": _roll_forward_monthly(),
    "fct_collection_kpis_monthly": _collection_kpis_monthly(),
    "fct_recovery_cohorts": _cohorts("days_since_due", "due_date"),
    "fct_recovery_cohorts_by_invoice_month": _cohorts("days_since_invoice", "posting_date"),
    "fct_restatements": {
        "amount_base": SumTrace("amount_base", (Term("list_restated_event_parts"),)),
        **_restated("as_reported", "carried", "as_known"),
    },
    "fct_restated_periods_monthly": _restated("as_reported", "restated", "carried", "as_known"),
    "fct_bank_entries": {
        "amount": _record("amount", entry="entry_id", entity="entry", day="booking_date"),
    },
    "fct_bank_balances": _bank_balances(),
    "fct_files": _files(),
}
