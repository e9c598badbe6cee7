-- The balances of related parties at the period's end.
-- Parameters: $period_end
select
    aging.company_id,
    aging.customer_id,
    customers.customer_name,
    customers.tax_id,
    aging.currency_code,
    aging.aging_bucket_code,
    aging.open_amount,
    aging.open_amount_base
from marts.fct_aging_customers_monthly as aging
inner join marts.dim_customers as customers
    on aging.company_id = customers.company_id
    and aging.customer_id = customers.customer_id
    and customers.is_related_party
where aging.balance_date = $period_end
order by aging.company_id, aging.customer_id, aging.currency_code, aging.aging_bucket_code
