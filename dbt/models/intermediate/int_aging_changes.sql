{#
    One row per day, company, currency and bucket on which a balance changed: three small group-bys of the slices (opened, crossed the edges of
    buckets, closed) instead of days × items. An item crosses an edge on its due date + the bucket's first day, while a slice of it is open.
#}

with

slices as (

    select
        slices.company_id,
        slices.currency_code,
        slices.item_sign,
        slices.posting_date,
        slices.due_date,
        slices.close_date,
        slices.amount,
        slices.amount_base,
        openings.position as open_position,
        closings.position as close_position
    from {{ ref('int_slices') }} as slices
    inner join {{ ref('int_aging_positions') }} as openings
        on slices.item_sign = openings.item_sign
        and greatest(-1, least(1000, {{ days_between('slices.due_date', 'slices.posting_date') }})) = openings.days_past_due
    -- it leaves the bucket that it was in the day before it closed
    inner join {{ ref('int_aging_positions') }} as closings
        on slices.item_sign = closings.item_sign
        and greatest(-1, least(1000, {{ days_between('slices.due_date', 'slices.close_date') }} - 1)) = closings.days_past_due
    where slices.close_date > slices.posting_date

),

opened as (

    select
        company_id,
        currency_code,
        open_position as position,
        posting_date as balance_date,
        cast(sum(amount) as decimal(38, 4)) as amount,
        cast(sum(amount_base) as decimal(38, 4)) as amount_base
    from slices
    group by company_id, currency_code, open_position, posting_date

),

closed as (

    select
        company_id,
        currency_code,
        close_position as position,
        close_date as balance_date,
        cast(-sum(amount) as decimal(38, 4)) as amount,
        cast(-sum(amount_base) as decimal(38, 4)) as amount_base
    from slices
    where close_date < {{ never_date() }}
    group by company_id, currency_code, close_position, close_date

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
    where close_position > open_position
    group by company_id, currency_code, item_sign, due_date, open_position, close_position

),

buckets as (

    select * from {{ ref('dim_aging_buckets') }}

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
        and buckets.position <= aged.close_position

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
        and buckets.position < aged.close_position

),

changes as (

    select * from opened
    union all
    select * from closed
    union all
    select * from entered
    union all
    select * from left_behind

),

final as (

    select
        changes.company_id,
        changes.currency_code,
        buckets.aging_bucket_code,
        changes.balance_date,
        cast(sum(changes.amount) as decimal(38, 4)) as amount,
        cast(coalesce(sum(changes.amount_base), 0) as decimal(38, 4)) as amount_base
    from changes
    inner join buckets
        on changes.position = buckets.position
    where changes.balance_date <= {{ as_of_date() }}
    group by changes.company_id, changes.currency_code, buckets.aging_bucket_code, changes.balance_date

)

select * from final
