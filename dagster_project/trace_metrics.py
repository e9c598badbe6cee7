"""Which figures of which marts can be traced.

Holds the register: a mart's name to the traces of its columns.
Does not hold: the traces themselves (``trace_receivables``, ``trace_collections``, ``trace_cash``,
``trace_desk``).
Called by trace_sums and the tests.
"""

from collections.abc import Mapping

from dagster_project import trace_cash, trace_collections, trace_desk, trace_matching, trace_receivables
from dagster_project.trace_terms import Figures, Term, pair, total

METRICS: Mapping[str, Figures] = {
    "fct_ledger_events": pair("list_event_parts", "amount"),
    "fct_open_items": trace_receivables.open_items(),
    "fct_aging_daily": trace_receivables.aging_daily(),
    "fct_aging_customers_monthly": trace_receivables.aging_customers_monthly(),
    "fct_receivables_daily": trace_receivables.receivables_daily(),
    "fct_receivables_presented_monthly": trace_receivables.presented_monthly(),
    "fct_customer_balances": trace_receivables.customer_balances(),
    "fct_dso_monthly": trace_receivables.dso_monthly(),
    "fct_dso_bridge_monthly": trace_receivables.dso_bridge_monthly(),
    "fct_roll_forward_monthly": trace_receivables.roll_forward_monthly(),
    "fct_concentration_monthly": trace_receivables.concentration_monthly(),
    "fct_unapplied_credits_monthly": trace_receivables.unapplied_credits_monthly(),
    "fct_collection_kpis_monthly": trace_collections.collection_kpis_monthly(),
    "fct_recovery_cohorts": trace_collections.cohorts("days_since_due", "due_date"),
    "fct_recovery_cohorts_by_invoice_month": trace_collections.cohorts("days_since_invoice", "posting_date"),
    "fct_at_risk_monthly": trace_collections.at_risk_monthly(),
    "fct_collection_targets_monthly": trace_collections.collection_targets_monthly(),
    "fct_credit_losses_monthly": trace_collections.credit_losses_monthly(),
    "fct_credit_loss_backtests_monthly": trace_collections.credit_loss_backtests_monthly(),
    "fct_expected_credit_losses": trace_collections.expected_credit_losses(),
    "fct_customer_behavior_monthly": trace_collections.customer_behavior_monthly(),
    "fct_customer_pay_runs": trace_collections.customer_pay_runs(),
    "fct_customer_seasonality": trace_collections.customer_seasonality(),
    "fct_roll_rates_monthly": trace_collections.roll_rates(trace_collections.MONTH),
    "fct_roll_rates_segments_monthly": trace_collections.roll_rates(trace_collections.SEGMENT),
    "fct_net_flow_rates_monthly": trace_collections.net_flow_rates_monthly(),
    "fct_default_interest": trace_desk.default_interest(),
    "fct_default_interest_charges": trace_desk.default_interest_charges(),
    "fct_uncollectible_items": trace_desk.uncollectible_items(),
    "fct_payment_predictions": trace_collections.payment_predictions(),
    "fct_payment_predictions_weekly": trace_collections.payment_predictions_weekly(),
    "fct_bank_entries": trace_cash.bank_entries(),
    "fct_bank_matches": trace_matching.bank_matches(),
    "fct_bank_ledger_comparison": trace_matching.bank_ledger_comparison(),
    "fct_match_rates_monthly": trace_matching.match_rates_monthly(),
    "fct_bank_balances": trace_cash.bank_balances(),
    "fct_cash_flows_weekly": trace_cash.cash_flows_weekly(),
    "fct_cash_balances_weekly": trace_cash.cash_balances_weekly(),
    "fct_cash_forecast_weekly": trace_cash.cash_forecast_weekly(),
    "fct_forecast_accuracy": trace_cash.forecast_accuracy(),
    "fct_forecast_record": trace_cash.forecast_record(),
    "fct_forecast_bridge": trace_cash.forecast_bridge(),
    "fct_tie_out_monthly": trace_cash.tie_out_monthly(),
    "fct_reported_tie_out": trace_cash.reported_tie_out(),
    "fct_restatements": {
        "amount_base": total("amount_base", Term("list_restated_event_parts")),
        **trace_cash.restated("as_reported", "carried", "as_known"),
    },
    "fct_restated_periods_monthly": trace_cash.restated("as_reported", "restated", "carried", "as_known"),
    "fct_files": trace_cash.files(),
    "fct_control_totals": trace_cash.control_totals(),
    "fct_completeness": trace_cash.completeness(),
}
