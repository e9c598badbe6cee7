{# Law 1: no bucket of debits is negative, and no unapplied credit positive, on any day. #}

select
    daily.balance_date,
    daily.company_id,
    daily.currency_code,
    daily.aging_bucket_code,
    daily.open_amount
from {{ ref('fct_aging_daily') }} as daily
inner join {{ ref('dim_aging_buckets') }} as buckets
    on daily.aging_bucket_code = buckets.aging_bucket_code
where daily.open_amount * buckets.item_sign < 0
