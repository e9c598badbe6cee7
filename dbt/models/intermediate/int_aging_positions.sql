{# One row per sign and day past due between the first and the last edge of the aging buckets: the bucket's position. Days beyond the edges are clamped to them. #}

with

days as (

    {{ integer_series(-1, 1000, 'days_past_due') }}

),

buckets as (

    select * from {{ ref('dim_aging_buckets') }}

),

final as (

    select
        buckets.item_sign,
        days.days_past_due,
        buckets.position
    from days
    inner join buckets
        on days.days_past_due >= buckets.from_days
        and days.days_past_due < buckets.until_days

)

select * from final
