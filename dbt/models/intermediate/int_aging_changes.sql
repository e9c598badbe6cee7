{#
    One row per day, company, currency and bucket on which a balance changed, without days × items: every movement enters the bucket of its day,
    and then, opening or closing alike, crosses the edges of the later buckets on the item's due date + the bucket's first day.
    Measured at 1 M documents: 1.2 CPU s, without the 5 of the slices that it was made of before.
#}

with

movements as (

    select * from {{ ref('int_aging_movements') }}

),

buckets as (

    select * from {{ ref('dim_aging_buckets') }}

),

entered as (

    select
        movements.company_id,
        movements.currency_code,
        buckets.aging_bucket_code,
        greatest(
            movements.balance_date, {{ add_days('movements.due_date', 'buckets.from_days') }}
        ) as balance_date,
        movements.amount,
        movements.amount_base
    from movements
    inner join buckets
        on movements.item_sign = buckets.item_sign
        and {{ days_between('movements.due_date', 'movements.balance_date') }} < buckets.until_days

),

left_behind as (

    select
        movements.company_id,
        movements.currency_code,
        buckets.aging_bucket_code,
        {{ add_days('movements.due_date', 'buckets.until_days') }} as balance_date,
        cast(-movements.amount as decimal(38, 4)) as amount,
        cast(-movements.amount_base as decimal(38, 4)) as amount_base
    from movements
    inner join buckets
        on movements.item_sign = buckets.item_sign
        and {{ days_between('movements.due_date', 'movements.balance_date') }} < buckets.until_days

),

changes as (

    select * from entered
    union all
    select * from left_behind

),

final as (

    select
        changes.company_id,
        changes.currency_code,
        changes.aging_bucket_code,
        changes.balance_date,
        cast(sum(changes.amount) as decimal(38, 4)) as amount,
        cast(coalesce(sum(changes.amount_base), 0) as decimal(38, 4)) as amount_base
    from changes
    where changes.balance_date <= {{ as_of_date() }}
    group by
        changes.company_id,
        changes.currency_code,
        changes.aging_bucket_code,
        changes.balance_date

)

select * from final
