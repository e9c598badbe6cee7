{# One row per company, customer and month end with a balance: what it is made of, base currency. #}

select
    aging.company_id,
    aging.customer_id,
    {{ month_number('aging.balance_date') }} as month_number,
    {{ money_sum('aging.open_amount_base') }} as receivables_amount_base,
    {{ money_sum('aging.open_amount_base', 'buckets.item_sign = 1 and buckets.until_days <= 1') }}
        as current_amount_base,
    {{ money_sum('aging.open_amount_base', 'buckets.item_sign = 1 and buckets.from_days >= 1') }}
        as overdue_amount_base,
    {{ money_sum('aging.open_amount_base', 'buckets.item_sign = -1') }} as unapplied_amount_base,
    {{ money_sum('aging.disputed_amount_base') }} as disputed_amount_base
from {{ ref('fct_aging_customers_monthly') }} as aging
inner join {{ ref('dim_aging_buckets') }} as buckets
    on aging.aging_bucket_code = buckets.aging_bucket_code
group by
    aging.company_id,
    aging.customer_id,
    {{ month_number('aging.balance_date') }}
