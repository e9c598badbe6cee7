{# The open credits of a month end are the unapplied bucket of fct_aging_customers_monthly. #}

with

credits as (

    select
        month_end_date,
        company_id,
        customer_id,
        currency_code,
        sum(unapplied_amount) as unapplied_amount,
        sum(unapplied_amount_base) as unapplied_amount_base
    from {{ ref('fct_unapplied_credits_monthly') }}
    group by month_end_date, company_id, customer_id, currency_code

),

aging as (

    select *
    from {{ ref('fct_aging_customers_monthly') }}
    where aging_bucket_code = 'unapplied'

)

select
    coalesce(aging.balance_date, credits.month_end_date) as balance_date,
    coalesce(aging.company_id, credits.company_id) as company_id,
    coalesce(aging.customer_id, credits.customer_id) as customer_id
from aging
full outer join credits
    on aging.balance_date = credits.month_end_date
    and aging.company_id = credits.company_id
    and aging.customer_id = credits.customer_id
    and aging.currency_code = credits.currency_code
where coalesce(aging.open_amount, 0) <> coalesce(credits.unapplied_amount, 0)
    or coalesce(aging.open_amount_base, 0) <> coalesce(credits.unapplied_amount_base, 0)
