{# One row per company, customer and month in which the sums of its behavior change: by how much. #}

with

spans as (

    select * from {{ ref('int_behavior_spans') }}

),

changes as (

    select
        spans.company_id,
        spans.customer_id,
        spans.from_month_number as month_number,
        spans.settled_count,
        spans.settled_days,
        spans.settled_square_days,
        spans.settled_amount_base,
        spans.punctual_amount_base,
        spans.settled_amount_days,
        spans.late_amount_base,
        spans.late_amount_days
    from spans

    union all

    select
        spans.company_id,
        spans.customer_id,
        spans.until_month_number as month_number,
        -spans.settled_count as settled_count,
        -spans.settled_days as settled_days,
        -spans.settled_square_days as settled_square_days,
        -spans.settled_amount_base as settled_amount_base,
        -spans.punctual_amount_base as punctual_amount_base,
        -spans.settled_amount_days as settled_amount_days,
        -spans.late_amount_base as late_amount_base,
        -spans.late_amount_days as late_amount_days
    from spans
    where spans.until_month_number <= {{ last_month_number() }}

),

final as (

    select
        changes.company_id,
        changes.customer_id,
        changes.month_number,
        cast(sum(changes.settled_count) as bigint) as settled_count,
        cast(sum(changes.settled_days) as bigint) as settled_days,
        cast(sum(changes.settled_square_days) as bigint) as settled_square_days,
        cast(sum(changes.settled_amount_base) as decimal(38, 4)) as settled_amount_base,
        cast(sum(changes.punctual_amount_base) as decimal(38, 4)) as punctual_amount_base,
        cast(sum(changes.settled_amount_days) as decimal(38, 4)) as settled_amount_days,
        cast(sum(changes.late_amount_base) as decimal(38, 4)) as late_amount_base,
        cast(sum(changes.late_amount_days) as decimal(38, 4)) as late_amount_days
    from changes
    group by changes.company_id, changes.customer_id, changes.month_number

)

select * from final
