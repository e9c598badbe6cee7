{# The control accounts of a period end hold all receivables of that day, none twice. #}

with

accounts as (

    select
        period_end_date,
        company_id,
        sum(subledger_amount) as subledger_amount
    from {{ ref('fct_tie_out_monthly') }}
    group by period_end_date, company_id

)

select
    accounts.period_end_date,
    accounts.company_id,
    accounts.subledger_amount,
    daily.receivables_amount_base
from accounts
inner join {{ ref('fct_receivables_daily') }} as daily
    on accounts.company_id = daily.company_id
    and accounts.period_end_date = daily.balance_date
where accounts.subledger_amount <> daily.receivables_amount_base
