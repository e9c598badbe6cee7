"""The traces of what is owed: items, aging, the ledger's months, days sales outstanding.

Holds, column by column, what the figures of the marts of receivables are made of.
Does not hold: SQL, nor what a figure means; its mart says that.
Called by trace_metrics.
"""

from decimal import Decimal

from dagster_project.trace_terms import (
    CASH,
    SALES,
    WRITE_OFFS,
    Figures,
    MethodTrace,
    Metric,
    RatioTrace,
    SumTrace,
    Term,
    balance,
    both,
    less,
    methods,
    moved,
    pair,
    total,
    totals,
)

LINES = {
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
STOCKS = {
    "receivables_amount_base": "all",
    "current_amount_base": "current",
    "overdue_amount_base": "overdue",
    "unapplied_amount_base": "unapplied",
}
NINETY = Decimal(90)


def open_items() -> Figures:
    """Return the figures of open items: what opened them, and all that moved them since."""
    opening = Term("list_opening_parts", "amount")
    return {
        "gross_amount": total("gross_amount", opening, one_of=("currency_code",), is_base=False),
        **pair("list_open_item_parts", "open_amount"),
    }


def aging_daily() -> Figures:
    """Return the buckets of a company's day."""
    keys = {"day": "balance_date", "currency_code": "currency_code", "bucket_code": "aging_bucket_code"}
    return both("open_amount", balance("all", keys), "balance_date")


def aging_customers_monthly() -> Figures:
    """Return the buckets of a customer's month end, and what is in dispute of them."""
    keys = {
        "day": "balance_date",
        "customer_id": "customer_id",
        "currency_code": "currency_code",
        "bucket_code": "aging_bucket_code",
    }
    return {
        **both("open_amount", balance("all", keys), "balance_date"),
        **both("disputed_amount", balance("disputed", keys), "balance_date"),
    }


def receivables_daily() -> Figures:
    """Return a company's day: balances, sales, cash and the days that they make."""
    day = "balance_date"
    keys = {"day": day}
    stocks = totals({name: balance(kind, keys) for name, kind in STOCKS.items()}, one_of=(day,))
    sales = total("sales_90_days_amount_base", moved(SALES, keys, days=90), one_of=(day,))
    countback = MethodTrace(
        "days of sales, by calendar month from the newest, that the receivables exhaust",
        ("company_id", "balance_date"),
        (
            stocks["receivables_amount_base"],
            total("sales", Term("list_countback_parts", options={"event_types": list(SALES)})),
        ),
    )
    return {
        **stocks,
        "sales_amount_base": total("sales_amount_base", moved(SALES, keys, days=1)),
        "sales_90_days_amount_base": sales,
        "cash_collected_amount_base": total("cash_collected_amount_base", less(moved(CASH, keys, days=1))),
        **_days(stocks, sales),
        "dso_countback_days": countback,
    }


def customer_balances() -> Figures:
    """Return what a customer owes in one currency, and what of it may be claimed."""
    keys = {"customer_id": "customer_id", "currency_code": "currency_code"}
    populations = {"current": "current", "overdue": "overdue", "unapplied": "unapplied", "balance": "all"}
    terms = {name: balance(kind, keys, measure="amount") for name, kind in populations.items()}
    terms["disputed_overdue"] = Term("list_disputed_parts", "amount")
    one_of = ("currency_code",)
    amounts = {
        f"{name}_amount": total(f"{name}_amount", term, one_of=one_of, is_base=False)
        for name, term in terms.items()
    }
    claimable = MethodTrace(
        "overdue − disputed overdue + unapplied, at least 0",
        ("as_of_date", "customer_id", "currency_code"),
        tuple(amounts[f"{name}_amount"] for name in ("overdue", "disputed_overdue", "unapplied")),
    )
    return {**amounts, "claimable_amount": claimable}


def dso_monthly() -> Figures:
    """Return days sales outstanding of a company, a segment or a customer, in every variant."""
    entity = ("month_end_date", "grain")
    keys = {"day": "month_end_date", "segment": "segment", "customer_id": "customer_id", "grain": "grain"}
    stocks = totals({name: balance(kind, keys) for name, kind in STOCKS.items()}, one_of=entity)
    disputed = total("disputed_amount_base", balance("disputed", keys), one_of=entity)
    sales_90 = total("sales_90_days_amount_base", moved(SALES, keys, days=90), one_of=entity)
    sales = total("sales_amount_base", moved(SALES, keys), one_of=("grain",))
    before = total("sales of the month before", moved(SALES, keys, is_opening=True))
    undisputed = total("undisputed", balance("all", keys), less(balance("disputed", keys)))
    paid = total("paid_amount_base", Term("list_settlement_parts", keys=keys), one_of=("grain",))
    owed = stocks["receivables_amount_base"]
    return {
        **stocks,
        "disputed_amount_base": disputed,
        "sales_amount_base": sales,
        "sales_90_days_amount_base": sales_90,
        "paid_amount_base": paid,
        **_days(stocks, sales_90),
        "dso_undisputed_days": RatioTrace(undisputed, sales_90, factor=NINETY),
        "dso_conventional_days": RatioTrace(owed, before, factor=Decimal(30)),
        **methods(_DSO_METHODS, tuple(keys.values()), owed, sales_90),
        **methods(_PAID_METHODS, tuple(keys.values()), paid),
    }


_DSO_METHODS = {
    "tax_90_days_amount_base": "of each document sold in 90 days, its base amount × its tax ÷ its amount",
    "dso_tax_out_days": "receivables × 90 ÷ (sales of 90 days less the tax in them)",
    "dso_month_days": "receivables × the days of the month ÷ sales of the month",
    "dso_rolling_3_months_days": "mean month-end receivables of 3 months ÷ their sales × their days",
    "dso_rolling_12_months_days": "mean month-end receivables of 12 months ÷ their sales × their days",
    "dso_countback_days": "days of sales, by calendar month from the newest, that the receivables exhaust",
    "dso_per_invoice_days": "Σ over open invoices: days since posting × open amount ÷ sales of its month",
}
_PAID_METHODS = {
    "weighted_average_days_late": "Σ(paid × days from due to paid) ÷ Σ paid",
    "weighted_average_terms_days": "Σ(paid × days from posting to due) ÷ Σ paid",
    "weighted_average_days_paid": "Σ(paid × days from posting to paid) ÷ Σ paid",
}


def dso_bridge_monthly() -> Figures:
    """Return the steps from one month's days sales outstanding to the next's."""
    keys = {"day": "month_end_date"}
    opening = total("opening receivables", balance("all", keys, is_opening=True))
    closing = total("closing receivables", balance("all", keys))
    sales_before = total("sales of 90 days before", moved(SALES, keys, days=90, is_opening=True))
    sales = total("sales of 90 days", moved(SALES, keys, days=90))
    words = {
        f"{cause}_days": f"the quotient after the step of {cause.replace('_', ' ')} less the one before it"
        for cause in (
            *("sales_volume", "credit_notes", "mix", "terms"),
            *("delinquency", "disputes", "unapplied_cash", "exchange"),
        )
    }
    return {
        "opening_dso_days": RatioTrace(opening, sales_before, factor=NINETY),
        "closing_dso_days": RatioTrace(closing, sales, factor=NINETY),
        **methods(words, ("month_end_date", "company_id"), *(opening, closing), *(sales_before, sales)),
    }


def roll_forward_monthly() -> Figures:
    """Return a month's opening, movements and closing."""
    keys = {"day": "month_end_date"}
    opening, closing, one_of = "opening_amount_base", "closing_amount_base", ("month_end_date",)
    return {
        opening: total(opening, balance("all", keys, is_opening=True), one_of=one_of),
        **totals({line: moved(types, keys) for line, types in LINES.items()}),
        closing: total(closing, balance("all", keys), one_of=one_of),
    }


def presented_monthly() -> Figures:
    """Return balances at several rates: the balance in its currency, and the rate's method."""
    keys = {
        "day": "month_end_date",
        "currency_code": "currency_code",
        "is_related_party": "is_related_party",
    }
    amounts = both("open_amount", balance("all", keys), "month_end_date")
    parameters = ("month_end_date", "currency_code", "base_currency_code", "reporting_currency_code")
    return {
        **amounts,
        **methods(
            {
                "closing_amount_base": "open_amount × the newest rate to base on or before the month end",
                "constant_amount_base": "open_amount × the newest rate to base on or before the as-of date",
                "closing_amount_reporting": "open_amount × the month end's rate to the reporting currency",
            },
            parameters,
            amounts["open_amount"],
        ),
    }


def concentration_monthly() -> Figures:
    """Return what the largest debtors owe, over what all owe."""
    owed = total("owed_amount_base", _largest(None), one_of=("month_end_date", "debtor_kind"))
    return {
        "owed_amount_base": owed,
        **{f"top_{top}_rate": RatioTrace(total(f"top_{top}", _largest(top)), owed) for top in (1, 5, 10)},
        "hhi_rate": MethodTrace(
            "Σ over debtors: (what it owes ÷ what all owe)², each share rounded to 8 decimals",
            ("month_end_date", "company_id", "debtor_kind", "debtor_count"),
            (owed,),
        ),
    }


def unapplied_credits_monthly() -> Figures:
    """Return the open credits of a customer, by type and age."""
    keys = {
        "day": "month_end_date",
        "customer_id": "customer_id",
        "currency_code": "currency_code",
        "document_type": "document_type",
        "age_band": "age_band",
    }
    amounts = both("unapplied_amount", balance("unapplied", keys), "month_end_date")
    method = "Σ(open credit × days since its posting) ÷ Σ open credits"
    parameters = ("month_end_date", "customer_id", "currency_code", "age_band")
    return {**amounts, "weighted_age_days": MethodTrace(method, parameters, (amounts["unapplied_amount"],))}


def _largest(top: int | None) -> Term:
    return Term("list_debtor_parts", options={"top": top})


def _days(stocks: dict[str, SumTrace], sales: SumTrace) -> dict[str, Metric]:
    columns = {
        "dso_simple_days": "receivables_amount_base",
        "dso_best_possible_days": "current_amount_base",
        "average_days_delinquent": "overdue_amount_base",
        "dso_unapplied_days": "unapplied_amount_base",
    }
    return {column: RatioTrace(stocks[stock], sales, factor=NINETY) for column, stock in columns.items()}
