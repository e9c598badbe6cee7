-- Computes the daily aging the naive way: every day beside every piece of every item, in the models' own slices.
-- Parameters: as_of_date. Returns the number of rows.
create or replace table naive_aging as

with

days as (

    select
        cast(
            unnest(
                generate_series(min(posting_date), cast($as_of_date as date), interval 1 day)
            ) as date
        ) as balance_date
    from intermediate.int_slices

),

crossed as (

    select
        days.balance_date,
        slices.company_id,
        slices.currency_code,
        case
            when slices.item_sign = -1 then 'unapplied'
            when days.balance_date - slices.due_date < 1 then 'current'
            when days.balance_date - slices.due_date < 31 then '1-30'
            when days.balance_date - slices.due_date < 61 then '31-60'
            when days.balance_date - slices.due_date < 91 then '61-90'
            when days.balance_date - slices.due_date < 121 then '91-120'
            else '121+'
        end as aging_bucket_code,
        case
            when slices.posting_date <= days.balance_date and slices.close_date > days.balance_date
                then slices.amount
            else 0
        end as amount,
        case
            when slices.posting_date <= days.balance_date and slices.close_date > days.balance_date
                then slices.amount_base
            else 0
        end as amount_base
    from days
    cross join intermediate.int_slices as slices

),

final as (

    select
        balance_date,
        company_id,
        currency_code,
        aging_bucket_code,
        cast(sum(amount) as decimal(38, 4)) as open_amount,
        cast(sum(amount_base) as decimal(38, 4)) as open_amount_base
    from crossed
    group by balance_date, company_id, currency_code, aging_bucket_code

)

select *
from final
where open_amount <> 0
    or open_amount_base <> 0
