"""The traces of cash and of the audit marts: banks, forecast, tie-outs, files, control totals.

Holds, column by column, what the figures of those marts are made of.
Does not hold: SQL, nor what a figure means; its mart says that.
Called by trace_metrics.
"""

from dagster_project.trace_terms import (
    Figures,
    SumTrace,
    Term,
    balance,
    less,
    methods,
    total,
)

BANDS = ("p10", "p50", "p90")
WEEK = {"day": "week_start_date"}
WEEK_PARAMETERS = ("version_date", "scenario", "company_id", "week_start_date")
FORECAST = "simulated day by day from each open item's payment prediction and from sales still to come"
OPENING = "each bank account's newest stated balance and the entries since, in the company's currency"


def bank_entries() -> Figures:
    """Return a bank line: the record itself."""
    return {"amount": _record("amount", entry="entry_id", entity="entry", day="booking_date")}


def completeness() -> Figures:
    """Return what is stated outside, what the ledger opened, and the first less the second."""
    stated, opened = Term("list_outside_parts", "amount"), Term("list_opened_parts", "amount")
    sides = {
        "stated_amount": (stated,),
        "ledger_amount": (opened,),
        "difference_amount": (stated, less(opened)),
    }
    return {
        column: SumTrace(column, terms, one_of=("currency_code",), is_base=False, may_be_unknown=True)
        for column, terms in sides.items()
    }


def bank_balances() -> Figures:
    """Return a stated balance, the computed one beside it and their difference."""

    def computed(column: str, *, is_difference: bool) -> SumTrace:
        term = Term("list_bank_balance_parts", "amount", options={"is_difference": is_difference})
        return SumTrace(column, (term,), one_of=("currency_code", "balance_date"), is_base=False)

    return {
        "amount": _record("amount", entry="balance_type", entity="stated", day="balance_date"),
        "computed_amount": computed("computed_amount", is_difference=False),
        "difference_amount": computed("difference_amount", is_difference=True),
    }


def cash_flows_weekly() -> Figures:
    """Return a week's receipts, payments and their sum."""
    planned = _planned()
    words = {
        "receipts_amount_base": f"expected receipts, {FORECAST}",
        **{f"receipts_{band}_amount_base": f"{band} of the week's receipts, {FORECAST}" for band in BANDS},
        **{
            f"{band}_deviation_amount_base": f"{band} of all receipts up to the week less what is expected"
            for band in BANDS
        },
        "disbursements_amount_base": "the plan's payments of the week, each at its rate",
        "net_flow_amount_base": "receipts + disbursements",
    }
    return methods(words, WEEK_PARAMETERS, planned, _open_debits())


def cash_balances_weekly() -> Figures:
    """Return a week's cash from opening to closing."""
    words = {
        "opening_amount_base": f"the closing of the week before; in the first, {OPENING}",
        "net_flow_amount_base": "receipts + disbursements",
        "closing_amount_base": "opening + net flow",
        **{
            f"closing_{band}_amount_base": f"closing + {band} of the deviation of receipts up to the week"
            for band in BANDS
        },
        "minimum_amount_base": "the company's row of seeds/minimum_cash.csv",
        "headroom_amount_base": "closing − minimum",
        "surplus_amount_base": "least P10 of closing − minimum from this week on",
    }
    return methods(words, (*WEEK_PARAMETERS, "opening_balance_date"), _planned(), _open_debits(), _in_banks())


def cash_forecast_weekly() -> Figures:
    """Return a line of the forecast."""
    words = {
        "expected_amount_base": f"by line: payments as planned; receipts {FORECAST}; cash from {OPENING}",
        **{f"{band}_amount_base": f"{band} of the line; payments are as planned" for band in BANDS},
        "surplus_amount_base": "least P10 of closing − minimum from this week on",
    }
    return methods(words, (*WEEK_PARAMETERS, "line"), _planned(), _open_debits(), _in_banks())


def forecast_accuracy() -> Figures:
    """Return a past forecast made again, and what came; the balances of today are what it is judged from."""
    words = {
        "actual_amount_base": "payments applied to debits, by the day of their receipt, in the week",
        "expected_amount_base": f"expected receipts of a past day, with what was known then, {FORECAST}",
        **{f"{band}_amount_base": f"{band} of the same forecast" for band in BANDS},
        "naive_amount_base": "mean of the receipts of the thirteen weeks before the version",
        "last_year_amount_base": "receipts of the week 52 weeks before",
    }
    return methods(words, ("version_date", "lead_weeks", "company_id"), _open_debits())


def forecast_record() -> Figures:
    """Return the errors of all past forecasts of a lead."""
    words = {
        "actual_amount_base": "Σ came, over fct_forecast_accuracy of the lead",
        "error_amount_base": "Σ |expected − came|",
        "naive_error_amount_base": "Σ |flat mean − came|",
        "bias_amount_base": "Σ (expected − came)",
        "wape_rate": "Σ |expected − came| over Σ came",
        "naive_wape_rate": "Σ |flat mean − came| over Σ came",
        "bias_rate": "Σ (expected − came) over Σ came",
        "coverage_rate": "weeks that came between P10 and P90 over weeks with a band",
    }
    return methods(words, ("company_id", "lead_weeks", "forecast_count"), _open_debits())


def forecast_bridge() -> Figures:
    """Return what was expected of an item a week ago, and what came or is expected now."""
    words = {
        "previous_amount_base": f"expected a week ago, with what was known then, {FORECAST}",
        "current_amount_base": "paid in the week, or expected in the weeks that both forecasts see",
        "change_amount_base": "now − before",
    }
    parameters = ("previous_version_date", "version_date", "driver", "document_id", "instalment_number")
    return methods(words, parameters, _open_debits())


def tie_out_monthly() -> Figures:
    """Return the general ledger beside the subledger; the classes of the difference are methods."""
    keys = {"day": "period_end_date", "account": "account"}
    one_of = ("period_end_date",)
    stated = Term("list_stated_parts", options={"entity": "gl_balances"}, keys=keys)
    items = balance("all", keys)
    ledger = total("gl_amount", stated, one_of=one_of)
    subledger = total("subledger_amount", items, one_of=one_of)
    words = {
        "exception_amount": "rows of seeds/known_exceptions.csv that a person signed",
        "revaluation_amount": "the ledger's own revaluation, as far as it brings the rest nearer to zero",
        "exchange_amount": "documents of amount 0 with a base amount, as far as they do",
        "timing_amount": "events known after the balance was taken, as far as they do",
        "wrong_account_amount": "a rest that another account of the company has with the other sign",
        "explained_amount": "exception + revaluation + exchange + timing + wrong account",
        "unexplained_amount": "difference − explained",
    }
    return {
        ledger.name: ledger,
        subledger.name: subledger,
        "difference_amount": total("difference_amount", stated, less(items), one_of=one_of),
        **methods(words, ("period_end_date", "company_id", "account"), ledger, subledger),
    }


def reported_tie_out() -> Figures:
    """Return a line of the ERP's own aged report beside ours."""
    keys = {
        "day": "balance_date",
        "customer_id": "customer_id",
        "account": "account",
        "bucket_code": "aging_bucket_code",
        "currency_code": "currency_code",
    }
    one_of = ("currency_code", "balance_date", "report_name")
    stated = Term("list_reported_parts", "amount")
    items = balance("all", keys, measure="amount")
    reported = total("reported_amount", stated, one_of=one_of, is_base=False)
    ledger = total("ledger_amount", items, one_of=one_of, is_base=False)
    difference = total("difference_amount", stated, less(items), one_of=one_of, is_base=False)
    words = {
        "timing_amount": "events known only after the report was taken, as far as they bring it nearer",
        "unexplained_amount": "difference − timing",
    }
    return {
        reported.name: reported,
        ledger.name: ledger,
        difference.name: difference,
        **methods(words, ("balance_date", "report_name", "customer_id"), reported, ledger),
    }


def restated(*views: str) -> Figures:
    """Return a period's balance as reported at its close, as known now, and what lies between."""
    return {
        f"{view}_amount_base": total(
            f"{view}_amount_base",
            Term("list_restatement_parts", options={"view": view}),
            one_of=("period_end_date",),
        )
        for view in views
    }


def files() -> Figures:
    """Return how many records a file has, and how many of them were rejected."""
    rejected = {"record_count": False, "reject_count": True}
    return {
        column: total(column, Term("list_file_parts", options={"is_rejected_only": only}), is_base=False)
        for column, only in rejected.items()
    }


def control_totals() -> Figures:
    """Return a count of records or a sum of events; of files, the counts that landing kept."""
    keys = ("layer", "entity", "measure")
    return {"value": SumTrace("value", (Term("list_control_parts"),), one_of=keys, is_base=False)}


def _record(column: str, *, entry: str, entity: str, day: str) -> SumTrace:
    names = {"entry": entry, "entity": entity, "day": day}
    one_of = ("currency_code",)
    return SumTrace(column, (Term("list_record_parts", column, names=names),), one_of=one_of, is_base=False)


def _planned() -> SumTrace:
    term = Term("list_stated_parts", options={"entity": "cash_plan"}, keys=WEEK)
    return SumTrace("planned payments, in each company's currency", (term,))


def _open_debits() -> SumTrace:
    return SumTrace("open debits at the version's day", (Term("list_open_debit_parts"),))


def _in_banks() -> SumTrace:
    return SumTrace("in banks, each account in its currency", (Term("list_cash_parts", "amount"),))
