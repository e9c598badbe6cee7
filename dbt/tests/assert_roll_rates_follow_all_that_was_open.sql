{# Each state's amount is the balance of its bucket at the end of the month before. #}

with

followed as (

    select
        month_end_date,
        company_id,
        from_state,
        sum(amount_base) as amount_base
    from {{ ref('fct_roll_rates_monthly') }}
    group by month_end_date, company_id, from_state

),

balances as (

    select
        {{ month_end(month_number('balance_date') ~ ' + 1') }} as month_end_date,
        company_id,
        aging_bucket_code,
        sum(open_amount_base) as amount_base
    from {{ ref('fct_aging_daily') }}
    where balance_date = {{ month_end(month_number('balance_date')) }}
        and aging_bucket_code <> 'unapplied'
    group by balance_date, company_id, aging_bucket_code

)

select
    coalesce(followed.month_end_date, balances.month_end_date) as month_end_date,
    coalesce(followed.company_id, balances.company_id) as company_id,
    coalesce(followed.from_state, balances.aging_bucket_code) as from_state,
    followed.amount_base as followed_amount_base,
    balances.amount_base as balance_amount_base
from followed
full outer join balances
    on followed.month_end_date = balances.month_end_date
    and followed.company_id = balances.company_id
    and followed.from_state = balances.aging_bucket_code
where coalesce(followed.amount_base, 0) <> coalesce(balances.amount_base, 0)
    and coalesce(balances.month_end_date, followed.month_end_date) <= {{ as_of_date() }}
