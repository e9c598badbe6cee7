{#
    One row per company, posting day and document type: what the documents posted that day opened, in
    base currency and signed. A document voided later stays in its day.
#}

select
    movements.company_id,
    movements.effective_date as posting_date,
    movements.event_type as document_type,
    cast(coalesce(sum(movements.amount_base), 0) as decimal(38, 4)) as amount_base,
    count(*) - count(movements.amount_base) as unconverted_item_count
from {{ ref('int_item_movements') }} as movements
where movements.event_kind = 'opened'
    and movements.effective_date <= {{ as_of_date() }}
group by movements.company_id, movements.effective_date, movements.event_type
