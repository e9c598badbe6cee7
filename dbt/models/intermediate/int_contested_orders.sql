{# One row per contested side with what the unreversed allocations before it took off its document, and how many sides name their instalment. #}

select
    sides.*,
    cast(coalesce(sum(case when sides.reversed_date is null then sides.amount else 0 end) over (
        partition by sides.document_key, sides.epoch_from
        order by sides.order_number
        rows between unbounded preceding and 1 preceding
    ), 0) as decimal(38, 4)) as amount_before,
    count(sides.instalment_number)
        over (partition by sides.document_key, sides.epoch_from)
        as numbered_count,
    count(*) over (partition by sides.document_key, sides.epoch_from) as side_count
from {{ ref('int_contested_sides') }} as sides
