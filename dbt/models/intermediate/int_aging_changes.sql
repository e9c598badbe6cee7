{#
    One row per day, company, currency and bucket on which a balance changed: three small group-bys of the slices (opened, crossed the edges of
    buckets, closed) instead of days × items. An item crosses an edge on its due date + the bucket's first day, while a slice of it is open.
#}

with

slices as (

    select * from {{ ref('int_aging_slices') }}

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

crossed as (

    select * from {{ ref('int_aging_crossings') }}

),

buckets as (

    select * from {{ ref('dim_aging_buckets') }}

),

changes as (

    select * from opened
    union all
    select * from closed
    union all
    select * from crossed

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
    group by
        changes.company_id, changes.currency_code, buckets.aging_bucket_code, changes.balance_date

)

select * from final
