{# What is presented at a month end, related parties included, is all receivables of that day at the
   rates they were booked at. #}

with

presented as (

    select
        month_end_date,
        company_id,
        sum(open_amount_base) as open_amount_base
    from {{ ref('fct_receivables_presented_monthly') }}
    group by month_end_date, company_id

)

select
    presented.month_end_date,
    presented.company_id,
    presented.open_amount_base,
    daily.receivables_amount_base
from presented
inner join {{ ref('fct_receivables_daily') }} as daily
    on presented.company_id = daily.company_id
    and presented.month_end_date = daily.balance_date
where presented.open_amount_base <> daily.receivables_amount_base
