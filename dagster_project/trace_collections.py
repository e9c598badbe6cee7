"""The traces of collections: indicators, targets, cohorts, behavior, losses, moves between states.

Holds, column by column, what the figures of the marts of collections are made of.
Does not hold: SQL, nor what a figure means; its mart says that.
Called by trace_metrics.
"""

from decimal import Decimal

from dagster_project.trace_terms import (
    CASH,
    SALES,
    WRITE_OFFS,
    Figures,
    Keys,
    MethodTrace,
    RatioTrace,
    SumTrace,
    Term,
    balance,
    less,
    methods,
    moved,
    pieces,
    total,
    totals,
)

MONTH: Keys = {"day": "month_end_date"}
SEGMENT: Keys = {**MONTH, "segment": "segment"}


def collection_kpis_monthly() -> Figures:
    """Return a company's indicators of collection."""
    opening, closing = balance("all", MONTH, is_opening=True), balance("all", MONTH)
    sales, current = moved(SALES, MONTH), balance("current", MONTH)
    terms = {
        "opening_amount_base": (opening,),
        "closing_amount_base": (closing,),
        "current_amount_base": (current,),
        "overdue_amount_base": (balance("overdue", MONTH),),
        "over_90_amount_base": (balance("over_90", MONTH),),
        "sales_amount_base": (sales,),
        "cash_collected_amount_base": (less(moved(CASH, MONTH)),),
        "collectable_amount_base": (opening, sales, less(current)),
        "opening_overdue_amount_base": (balance("overdue", MONTH, is_opening=True),),
        "recovered_amount_base": (Term("list_recovery_parts"),),
        "written_off_amount_base": (less(moved(WRITE_OFFS, MONTH)),),
    }
    amounts = {name: total(name, *of_it, one_of=("month_end_date",)) for name, of_it in terms.items()}
    cleared = total("cleared", opening, sales, less(closing))
    both_balances = total("opening and closing", opening, closing)
    debits = total("open_debits", balance("debits", MONTH))
    ratios = {
        "cei_rate": (cleared, amounts["collectable_amount_base"]),
        "cei_cash_rate": (amounts["cash_collected_amount_base"], amounts["collectable_amount_base"]),
        "overdue_recovery_rate": (amounts["recovered_amount_base"], amounts["opening_overdue_amount_base"]),
        "overdue_rate": (amounts["overdue_amount_base"], debits),
        "over_90_rate": (amounts["over_90_amount_base"], debits),
        "bad_debt_rate": (amounts["written_off_amount_base"], amounts["sales_amount_base"]),
    }
    turnover = RatioTrace(amounts["sales_amount_base"], both_balances, factor=Decimal(2))
    return {
        **amounts,
        **{name: RatioTrace(over, under) for name, (over, under) in ratios.items()},
        "receivables_turnover": turnover,
    }


def cohorts(age_column: str, date_column: str) -> Figures:
    """Return what became of the debits of a month, by days since a day of theirs."""
    closed_by = {
        "collected_amount_base": ("receipt",),
        "credited_amount_base": ("credit_note", "discount", "void"),
        "written_off_amount_base": ("write_off",),
    }
    names = {"age_column": age_column, "date_column": date_column}

    def term(types: tuple[str, ...], *, is_invoiced: bool = False) -> Term:
        options = {"is_invoiced": is_invoiced, "closed_by": list(types)}
        return Term("list_cohort_parts", options=options, names=names)

    amounts = totals({name: term(types) for name, types in closed_by.items()}, one_of=(age_column,))
    invoiced_term = term((), is_invoiced=True)
    invoiced = total("invoiced_amount_base", invoiced_term, one_of=(age_column,))
    credited = less(term(closed_by["credited_amount_base"]))
    net = total("net_invoiced_amount_base", invoiced_term, credited, one_of=(age_column,))
    return {
        **amounts,
        "invoiced_amount_base": invoiced,
        "net_invoiced_amount_base": net,
        "collected_rate": RatioTrace(amounts["collected_amount_base"], invoiced),
        "collected_net_rate": RatioTrace(amounts["collected_amount_base"], net),
    }


def at_risk_monthly() -> Figures:
    """Return what of a month's invoices was unpaid some days after it fell due."""
    invoiced = total("invoiced_amount_base", pieces("invoiced", SEGMENT))
    term = pieces("at_risk", {**SEGMENT, "number": "at_risk_days"})
    unpaid = SumTrace("unpaid_amount_base", (term,), may_be_unknown=True)
    return {
        invoiced.name: invoiced,
        unpaid.name: unpaid,
        "at_risk_rate": RatioTrace(unpaid, invoiced),
    }


def collection_targets_monthly() -> Figures:
    """Return the three parts of a month's target, and what was collected of it."""
    targets = ("overdue_target", "due_target", "new_target")
    target = total("target_amount_base", *(pieces(name, MONTH) for name in targets))
    collected = total("collected_amount_base", pieces("collected", MONTH))
    return {
        **totals({f"{name}_amount_base": pieces(name, MONTH) for name in targets}),
        target.name: target,
        collected.name: collected,
        "collected_of_target_rate": RatioTrace(collected, target),
    }


def credit_losses_monthly() -> Figures:
    """Return a segment's sales, write-offs and what came back from them."""
    amounts = totals(
        {
            "sales_amount_base": moved(SALES, SEGMENT),
            "written_off_amount_base": less(moved(("write_off",), SEGMENT)),
            "reversed_amount_base": moved(("write_off_reversal",), SEGMENT),
            "recovered_amount_base": pieces("recovered", SEGMENT),
        }
    )
    net = total("written off, net", less(moved(WRITE_OFFS, SEGMENT)))
    return {**amounts, "bad_debt_rate": RatioTrace(net, amounts["sales_amount_base"])}


def credit_loss_backtests_monthly() -> Figures:
    """Return a bucket of the past: the loss that was expected of it, and the loss."""
    keys = {**MONTH, "bucket_code": "aging_bucket_code"}
    exposure = total("exposure_amount_base", pieces("exposed", keys))
    lost = total("actual_loss_amount_base", pieces("lost", keys))
    words = {
        "expected_loss_amount_base": "exposure × the loss rate of its bucket and segment, as judged then",
        "difference_amount_base": "the loss less the expected one",
    }
    parameters = ("month_end_date", "company_id", "aging_bucket_code")
    return {
        exposure.name: exposure,
        lost.name: lost,
        **methods(words, parameters, exposure, lost),
    }


def expected_credit_losses() -> Figures:
    """Return the provision of a bucket: exposure × loss rate, and the overlay that a person signed."""
    keys = {"segment": "segment", "bucket_code": "aging_bucket_code"}
    exposure = total("exposure_amount_base", balance("debits", keys), one_of=("as_of_date",))
    reached = total("reached_amount_base", _reached(is_lost_only=False))
    lost = total("lost_amount_base", _reached(is_lost_only=True))
    words = {
        "observed_loss_amount_base": "exposure × loss_rate, rounded half away from zero to 4 decimals",
        "overlay_amount_base": "observed loss × the change of rate signed in seeds/credit_loss_overlays.csv",
        "provision_amount_base": "observed loss + overlay",
    }
    parameters = ("loss_rate", "loss_rate_source", "overlay_rate_change")
    return {
        exposure.name: exposure,
        reached.name: reached,
        lost.name: lost,
        "loss_rate": RatioTrace(lost, reached),
        **methods(words, parameters, exposure, lost, reached),
    }


def customer_behavior_monthly() -> Figures:
    """Return how a customer paid in the window of months, and what is late."""
    keys = {**MONTH, "customer_id": "customer_id"}
    one_of = ("month_end_date",)
    settled = total("settled_amount_base", pieces("settled", keys), one_of=one_of)
    punctual = total("punctual_amount_base", pieces("punctual", keys), one_of=one_of)
    late = total("late_amount_base", pieces("late", keys), one_of=one_of)
    judged = total("settled and late", pieces("settled", keys), pieces("late", keys))
    words = {
        "weighted_days_late": "Σ(amount × days late) ÷ Σ amount, over what was paid and what is late",
        "weighted_days_late_settled": "Σ(amount × days late) ÷ Σ amount, over what was paid",
        "days_late_variance": "Σ(days late − their mean)² ÷ payments",
        "trend_days": "weighted days late of the newest months less those of the months before",
    }
    parameters = ("month_end_date", "company_id", "customer_id", "settled_count")
    return {
        settled.name: settled,
        punctual.name: punctual,
        late.name: late,
        "on_time_rate": RatioTrace(punctual, judged),
        **methods(words, parameters, settled, late),
    }


def customer_pay_runs() -> Figures:
    """Return the days on which a customer pays, and what it paid in parts."""
    paid = total("paid_amount_base", _paid("pay_days"))
    in_parts = total("partly_paid_amount_base", _paid("in_parts"))
    words = {
        "matched_rate": "paid on days of the nearest pay run ÷ paid",
        "chance_rate": "what would be paid on such days if days did not matter",
        "nearness_rate": "(matched_rate − chance_rate) ÷ (1 − chance_rate)",
    }
    return {
        paid.name: paid,
        in_parts.name: in_parts,
        "partial_payment_rate": RatioTrace(in_parts, total("paid, by item", _paid("items"))),
        **methods(words, ("nearest_pay_run", "payment_day_count"), paid),
    }


def customer_seasonality() -> Figures:
    """Return how a customer paid what fell due in one month of the years."""
    keys = {"customer_id": "customer_id", "number": "due_month_of_year"}
    settled = total("settled_amount_base", pieces("settled_of_month", keys))
    words = {
        "weighted_days_late_settled": "Σ(paid × days late) ÷ Σ paid, of what fell due in this month",
        "seasonal_days": "weighted days late of this month of the year less those of all months",
    }
    return {settled.name: settled, **methods(words, ("customer_id", "due_month_of_year"), settled)}


def roll_rates(keys: Keys) -> Figures:
    """Return what moved from one state to another in a month, over all that was in the first."""
    from_keys = {**keys, "bucket_code": "from_state"}
    moved_amount = total("amount_base", _rolled({**from_keys, "to_state": "to_state"}))
    from_amount = total("from_amount_base", _rolled(from_keys), one_of=("to_state",))
    return {
        moved_amount.name: moved_amount,
        from_amount.name: from_amount,
        "rate": RatioTrace(moved_amount, from_amount),
    }


def net_flow_rates_monthly() -> Figures:
    """Return a bucket now over the bucket before it a month ago."""
    from_keys = {**MONTH, "bucket_code": "from_bucket_code"}
    to_keys = {**MONTH, "bucket_code": "to_bucket_code"}
    before = total("from_amount_base", balance("debits", from_keys, is_opening=True))
    now = total("to_amount_base", balance("debits", to_keys))
    return {before.name: before, now.name: now, "net_flow_rate": RatioTrace(now, before)}


def payment_predictions() -> Figures:
    """Return the prediction of an open item: what was learnt from, and the item."""
    item = SumTrace("open_amount", (Term("list_open_item_parts", "amount"),), is_base=False)
    parameters = ("as_of_date", "method", "paid_count")
    words = {
        "late_probability": "chance, day by day given that it is open, that it is not paid by its due date",
        "never_probability": "chance, day by day given that it is open, that it is unpaid in a year",
        **{
            f"p{share}_date": f"day by which the chance of payment reaches {share} %"
            for share in (10, 50, 90)
        },
    }
    return {column: MethodTrace(method, parameters, (item,)) for column, method in words.items()}


def payment_predictions_weekly() -> Figures:
    """Return what an open item is expected to bring in a week: its chance, and the item."""
    item = SumTrace("open_amount_base", (Term("list_open_item_parts", "amount_base"),))
    words = {"expected_amount_base": "probability × open amount in base currency; 0 for what a factor bought"}
    return methods(words, ("as_of_date", "week_number", "line", "probability"), item)


def _rolled(keys: Keys) -> Term:
    return Term("list_roll_parts", keys=keys)


def _paid(population: str) -> Term:
    return Term("list_payment_parts", options={"population": population})


def _reached(*, is_lost_only: bool) -> Term:
    return Term("list_reached_parts", options={"is_lost_only": is_lost_only})
