{#
    One row per bank account of a company: its newest stated balance and the entries booked since, up to
    the as-of date.
#}

with

ranked as (

    select
        balances.*,
        row_number() over (
            partition by balances.bank_account_id
            order by balances.through_date desc, balances.balance_type asc
        ) as recency
    from {{ ref('int_bank_balances') }} as balances

),

accounts as (

    select * from {{ ref('int_bank_accounts') }}

),

entries as (

    select
        ranked.bank_account_id,
        cast(sum(entries.amount) as decimal(38, 4)) as entered_amount
    from ranked
    inner join {{ ref('int_bank_entries') }} as entries
        on ranked.bank_account_id = entries.bank_account_id
        and ranked.currency_code = entries.currency_code
        and ranked.through_date < entries.booking_date
    where ranked.recency = 1
    group by ranked.bank_account_id

),

final as (

    select
        accounts.bank_account_id,
        accounts.company_id,
        ranked.currency_code,
        ranked.balance_date,
        cast(
            ranked.amount
            -- no entry since the statement
            + coalesce(entries.entered_amount, 0) as decimal(38, 4)
        ) as amount
    from accounts
    left join ranked
        on accounts.bank_account_id = ranked.bank_account_id
        and ranked.recency = 1
    left join entries
        on accounts.bank_account_id = entries.bank_account_id

)

select * from final
