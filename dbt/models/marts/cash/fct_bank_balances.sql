{#
    One row per account, day and type of a balance that the bank stated, beside what the balance
    stated before it and the entries booked in between make of it.
#}

with

balances as (

    select * from {{ ref('int_bank_balances') }}

),

accounts as (

    select * from {{ ref('int_bank_accounts') }}

),

points as (

    select
        bank_account_id,
        currency_code,
        through_date as point_date,
        cast(0 as decimal(38, 4)) as entered_amount
    from balances

    union all

    select
        bank_account_id,
        currency_code,
        booking_date as point_date,
        cast(sum(amount) as decimal(38, 4)) as entered_amount
    from {{ ref('int_bank_entries') }}
    group by bank_account_id, currency_code, booking_date

),

entered_by_day as (

    select
        points.bank_account_id,
        points.currency_code,
        points.point_date,
        cast(sum(points.entered_amount) as decimal(38, 4)) as entered_amount
    from points
    group by points.bank_account_id, points.currency_code, points.point_date

),

entered as (

    select
        entered_by_day.bank_account_id,
        entered_by_day.currency_code,
        entered_by_day.point_date,
        cast(sum(entered_by_day.entered_amount) over (
            partition by entered_by_day.bank_account_id, entered_by_day.currency_code
            order by entered_by_day.point_date
            rows between unbounded preceding and current row
        ) as decimal(38, 4)) as entered_amount
    from entered_by_day

),

sequenced as (

    select
        balances.bank_account_id,
        balances.balance_date,
        balances.balance_type,
        balances.currency_code,
        balances.amount,
        balances.amount - entered.entered_amount as unentered_amount,
        entered.entered_amount,
        lag(balances.amount - entered.entered_amount) over (
            partition by balances.bank_account_id, balances.currency_code
            order by balances.through_date, balances.balance_type
        ) as previous_unentered_amount,
        balances.file_hash,
        balances.record_number
    from balances
    inner join entered
        on balances.bank_account_id = entered.bank_account_id
        and balances.currency_code = entered.currency_code
        and balances.through_date = entered.point_date

),

final as (

    select
        sequenced.bank_account_id,
        accounts.company_id,
        sequenced.balance_date,
        sequenced.balance_type,
        sequenced.currency_code,
        sequenced.amount,
        cast(
            sequenced.previous_unentered_amount + sequenced.entered_amount as decimal(38, 4)
        ) as computed_amount,
        cast(
            sequenced.unentered_amount - sequenced.previous_unentered_amount as decimal(38, 4)
        ) as difference_amount,
        case
            when sequenced.previous_unentered_amount is null then 'no_previous_balance'
        end as computed_amount_null_reason,
        sequenced.file_hash,
        sequenced.record_number
    from sequenced
    left join accounts
        on sequenced.bank_account_id = accounts.bank_account_id

)

select * from final
