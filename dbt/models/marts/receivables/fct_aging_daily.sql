{# One row per day of history, company, currency and bucket with a balance. #}

with

changes as (

    select * from {{ ref('int_aging_changes') }}

),

balances as (

    select
        changes.company_id,
        changes.currency_code,
        changes.aging_bucket_code,
        changes.balance_date as from_date,
        lead(changes.balance_date, 1, {{ add_days(as_of_date(), 1) }}) over (
            partition by changes.company_id, changes.currency_code, changes.aging_bucket_code
            order by changes.balance_date
        ) as until_date,
        cast(sum(changes.amount) over (
            partition by changes.company_id, changes.currency_code, changes.aging_bucket_code
            order by changes.balance_date
            rows between unbounded preceding and current row
        ) as decimal(38, 4)) as open_amount,
        cast(sum(changes.amount_base) over (
            partition by changes.company_id, changes.currency_code, changes.aging_bucket_code
            order by changes.balance_date
            rows between unbounded preceding and current row
        ) as decimal(38, 4)) as open_amount_base
    from changes

),

final as (

    select
        {{ unnest_days('balances.from_date', 'balances.until_date') }} as balance_date,
        balances.company_id,
        balances.currency_code,
        balances.aging_bucket_code,
        balances.open_amount,
        balances.open_amount_base
    from balances
    where balances.open_amount <> 0
        or balances.open_amount_base <> 0

)

select * from final
