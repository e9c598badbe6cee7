{# At a month end the company's row of fct_dso_monthly, summed over its customers, is the day's row of
   fct_receivables_daily, summed over its days. #}

select
    daily.balance_date,
    daily.company_id,
    daily.dso_simple_days,
    monthly.dso_simple_days as monthly_simple_days,
    daily.dso_countback_days,
    monthly.dso_countback_days as monthly_countback_days
from {{ ref('fct_receivables_daily') }} as daily
inner join {{ ref('int_company_months') }} as months
    on daily.company_id = months.company_id
    and daily.balance_date = months.month_end_date
left join {{ ref('fct_dso_monthly') }} as monthly
    on daily.company_id = monthly.company_id
    and daily.balance_date = monthly.month_end_date
    and monthly.grain = 'company'
where daily.receivables_amount_base is distinct from monthly.receivables_amount_base
    or daily.sales_90_days_amount_base is distinct from monthly.sales_90_days_amount_base
    or daily.dso_simple_days is distinct from monthly.dso_simple_days
    or daily.dso_best_possible_days is distinct from monthly.dso_best_possible_days
    or daily.average_days_delinquent is distinct from monthly.average_days_delinquent
    or daily.dso_countback_days is distinct from monthly.dso_countback_days
