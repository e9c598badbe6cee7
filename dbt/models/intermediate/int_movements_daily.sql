{#
    One row per company, effective day and type of movement, in base currency and signed: what was
    opened, voided, applied and unapplied that day. What both sides of allocations leave over is the
    day's exchange difference.
#}

select
    movements.company_id,
    movements.effective_date,
    {{ month_number('movements.effective_date') }} as month_number,
    movements.event_kind,
    movements.event_type,
    {{ money_sum('movements.amount_base') }} as amount_base
from {{ ref('int_item_movements') }} as movements
where movements.effective_date <= {{ as_of_date() }}
group by
    movements.company_id,
    movements.effective_date,
    movements.event_kind,
    movements.event_type
