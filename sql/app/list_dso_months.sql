-- Days sales outstanding in every variant at the month ends of the two years to a day.
-- Parameters: $company_id, $segment (empty: the company), $as_of_date
-- Returns: month_end_date, receivables_amount, sales_amount (90 days), simple, best_possible, delinquent, unapplied, countback,
--   undisputed, tax_out, month, rolling_3, rolling_12, conventional, per_invoice, days_late (all days, null where unknown)
select
    month_end_date,
    receivables_amount_base as receivables_amount,
    sales_90_days_amount_base as sales_amount,
    dso_simple_days as simple,
    dso_best_possible_days as best_possible,
    average_days_delinquent as delinquent,
    dso_unapplied_days as unapplied,
    dso_countback_days as countback,
    dso_undisputed_days as undisputed,
    dso_tax_out_days as tax_out,
    dso_month_days as month,
    dso_rolling_3_months_days as rolling_3,
    dso_rolling_12_months_days as rolling_12,
    dso_conventional_days as conventional,
    dso_per_invoice_days as per_invoice,
    weighted_average_days_late as days_late
from marts.fct_dso_monthly
where company_id = $company_id
    and (($segment = '' and grain = 'company') or (grain = 'segment' and segment = $segment))
    and month_end_date <= cast($as_of_date as date)
    and month_end_date > cast(cast($as_of_date as date) - to_months(25) as date)
order by month_end_date
