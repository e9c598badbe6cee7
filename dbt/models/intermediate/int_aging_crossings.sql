{# One row per day, company, currency and bucket edge that open slices crossed: what left the bucket before, and entered the next. #}

with

slices as (

    select * from {{ ref('int_aging_slices') }}
    where close_position > open_position

),

buckets as (

    select * from {{ ref('dim_aging_buckets') }}

),

aged as (

    select
        company_id,
        currency_code,
        item_sign,
        due_date,
        open_position,
        close_position,
        cast(sum(amount) as decimal(38, 4)) as amount,
        cast(sum(amount_base) as decimal(38, 4)) as amount_base
    from slices
    group by company_id, currency_code, item_sign, due_date, open_position, close_position

),

entered as (

    select
        aged.company_id,
        aged.currency_code,
        buckets.position,
        {{ add_days('aged.due_date', 'buckets.from_days') }} as balance_date,
        aged.amount,
        aged.amount_base
    from aged
    inner join buckets
        on aged.item_sign = buckets.item_sign
        and aged.open_position < buckets.position
        and aged.close_position >= buckets.position

),

left_behind as (

    select
        aged.company_id,
        aged.currency_code,
        buckets.position,
        {{ add_days('aged.due_date', 'buckets.until_days') }} as balance_date,
        cast(-aged.amount as decimal(38, 4)) as amount,
        cast(-aged.amount_base as decimal(38, 4)) as amount_base
    from aged
    inner join buckets
        on aged.item_sign = buckets.item_sign
        and aged.open_position <= buckets.position
        and aged.close_position > buckets.position

),

final as (

    select * from entered
    union all
    select * from left_behind

)

select * from final
