-- The balance of each bucket at the period's end, from the daily mart.
-- Parameters: $period_end
select
    aging.company_id,
    aging.currency_code,
    aging.aging_bucket_code,
    aging.open_amount,
    aging.open_amount_base
from marts.fct_aging_daily as aging
where aging.balance_date = $period_end
order by aging.company_id, aging.currency_code, aging.aging_bucket_code
