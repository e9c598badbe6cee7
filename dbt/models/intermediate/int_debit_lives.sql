{#
    One row per company, segment, due date, posting month, month of close, state that closed it and
    bucket on its last open day: the debits' slices, summed. Small: it grows with days, not documents.
    A piece closed and opened again within a month nets out; of one opened again in a later month the
    reversal is_reopened, and int_roll_reopenings tells what becomes of its last month.
#}

with

slices as (

    select * from {{ ref('int_debit_slices') }}

),

positions as (

    select * from {{ ref('int_aging_positions') }}
    where item_sign = 1

),

dated as (

    select
        slices.company_id,
        slices.segment,
        slices.is_invoiced,
        slices.due_date,
        {{ month_number('slices.posting_date') }} as posting_month_number,
        {{ month_number('slices.close_date') }} as close_month_number,
        slices.settled_state,
        slices.is_reversal
        and slices.settled_state is not null
        and {{ month_number('slices.applied_date') }} < {{ month_number('slices.close_date') }}
            as is_reopened,
        greatest(-1, least(
            1000,
            case
                when slices.settled_state is not null
                    then {{ days_between('slices.due_date', 'slices.close_date') }} - 1
                else {{ days_between('slices.due_date', as_of_date()) }}
            end
        )) as last_days_past_due,
        slices.amount_base
    from slices

),

final as (

    select
        dated.company_id,
        dated.segment,
        dated.is_invoiced,
        dated.due_date,
        dated.posting_month_number,
        dated.close_month_number,
        dated.settled_state,
        dated.is_reopened,
        positions.position as last_position,
        cast(sum(dated.amount_base) as decimal(38, 4)) as amount_base
    from dated
    inner join positions
        on dated.last_days_past_due = positions.days_past_due
    group by
        dated.company_id,
        dated.segment,
        dated.is_invoiced,
        dated.due_date,
        dated.posting_month_number,
        dated.close_month_number,
        dated.settled_state,
        dated.is_reopened,
        positions.position
    having sum(dated.amount_base) <> 0

)

select * from final
