-- The aged trial balance at the period's end, from its mart, a row per customer, currency and bucket.
-- Parameters: $period_end
select
    aging.company_id,
    aging.customer_id,
    customers.customer_name,
    aging.currency_code,
    aging.aging_bucket_code,
    aging.open_amount,
    aging.open_amount_base,
    aging.disputed_amount
from marts.fct_aging_customers_monthly as aging
inner join marts.dim_aging_buckets as buckets
    on aging.aging_bucket_code = buckets.aging_bucket_code
left join marts.dim_customers as customers
    on aging.company_id = customers.company_id
    and aging.customer_id = customers.customer_id
where aging.balance_date = $period_end
order by aging.company_id, aging.customer_id, aging.currency_code, buckets.position
