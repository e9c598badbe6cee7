{#
    One row per company, effective day and type of movement, in base currency and signed: what was
    opened, voided, applied and unapplied that day. What both sides of allocations leave over is the
    day's exchange difference. An item opens with the sum of its slices.
#}

with

slices as (

    select * from {{ ref('int_slices') }}

),

openings as (

    select
        company_id,
        posting_date as effective_date,
        'opened' as event_kind,
        document_type as event_type,
        {{ money_sum('amount_base') }} as amount_base
    from slices
    group by company_id, posting_date, document_type

),

closings as (

    select
        company_id,
        close_date as effective_date,
        close_kind as event_kind,
        close_type as event_type,
        {{ money_sum('-amount_base') }} as amount_base
    from slices
    where close_date < {{ never_date() }}
    group by company_id, close_date, close_kind, close_type

),

movements as (

    select * from openings
    union all
    select * from closings

),

final as (

    select
        movements.company_id,
        movements.effective_date,
        {{ month_number('movements.effective_date') }} as month_number,
        movements.event_kind,
        movements.event_type,
        movements.amount_base
    from movements
    where movements.effective_date <= {{ as_of_date() }}

)

select * from final
