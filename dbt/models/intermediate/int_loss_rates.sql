{#
    One row per month end, company, segment and bucket: of the debits that fell due in the vintages
    judged by then and reached the bucket, the share that was lost: written off, or still open.
    Segment '*' is all of the company's.
#}

with

judged as (

    select * from {{ ref('int_loss_vintages') }}

),

buckets as (

    select * from {{ ref('dim_aging_buckets') }}
    where item_sign = 1

),

by_segment as (

    select * from judged
    where segment is not null

    union all

    select
        judged.month_number,
        judged.company_id,
        '*' as segment,
        judged.position,
        judged.amount_base,
        judged.lost_amount_base
    from judged

),

reached as (

    select
        by_segment.month_number,
        by_segment.company_id,
        by_segment.segment,
        buckets.aging_bucket_code,
        cast(sum(by_segment.amount_base) as decimal(38, 4)) as reached_amount_base,
        cast(sum(by_segment.lost_amount_base) as decimal(38, 4)) as lost_amount_base
    from by_segment
    inner join buckets
        on by_segment.position >= buckets.position
    group by
        by_segment.month_number,
        by_segment.company_id,
        by_segment.segment,
        buckets.aging_bucket_code

),

final as (

    select
        reached.month_number,
        reached.company_id,
        reached.segment,
        reached.aging_bucket_code,
        reached.reached_amount_base,
        reached.lost_amount_base,
        {{ ratio('reached.lost_amount_base', 'reached.reached_amount_base') }} as loss_rate
    from reached

)

select * from final
