-- Customers whose open credits exceed their open debits at the period's end, by currency.
-- Parameters: $period_end
select
    aging.company_id,
    aging.customer_id,
    min(customers.customer_name) as customer_name,
    aging.currency_code,
    cast(sum(
        case when aging.aging_bucket_code <> 'unapplied' then aging.open_amount else 0 end
    ) as decimal(38, 4)) as debit_amount,
    cast(sum(
        case when aging.aging_bucket_code = 'unapplied' then aging.open_amount else 0 end
    ) as decimal(38, 4)) as credit_amount,
    cast(sum(aging.open_amount) as decimal(38, 4)) as balance_amount
from marts.fct_aging_customers_monthly as aging
left join marts.dim_customers as customers
    on aging.company_id = customers.company_id
    and aging.customer_id = customers.customer_id
where aging.balance_date = $period_end
group by aging.company_id, aging.customer_id, aging.currency_code
having sum(aging.open_amount) < 0
order by aging.company_id, aging.customer_id, aging.currency_code
