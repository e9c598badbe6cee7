{#
    One row per piece of a debit, with the state that closed it (null: open) and the record of the
    document that it is a piece of: what collections, behavior and losses are sums of.
#}

with

slices as (

    select * from {{ ref('int_debit_slices') }}

),

punctual_days as (

    select distinct
        company_id,
        customer_id,
        due_date,
        last_punctual_date
    from {{ ref('int_payment_delays') }}

),

openings as (

    select
        movements.company_id,
        movements.document_id,
        movements.instalment_number,
        movements.event_type,
        movements.event_id,
        movements.file_hash,
        movements.record_number
    from {{ ref('movements') }} as movements
    inner join {{ ref('document_types') }} as document_types
        on movements.event_type = document_types.document_type
    where document_types.item_sign = 1

),

numbers as (

    select
        company_id,
        document_id,
        instalment_number,
        min(document_number) as document_number
    from {{ ref('slices') }}
    where item_sign = 1
    group by company_id, document_id, instalment_number

),

dated as (

    select
        slices.*,
        greatest(-1, least(1000, case
            when slices.settled_state is not null
                then {{ days_between('slices.due_date', 'slices.close_date') }} - 1
            else {{ days_between('slices.due_date', as_of_date()) }}
        end)) as last_days_past_due
    from slices

),

final as (

    select
        dated.company_id,
        dated.customer_id,
        dated.segment,
        dated.document_id,
        numbers.document_number,
        dated.instalment_number,
        dated.document_type,
        dated.is_invoiced,
        dated.posting_date,
        dated.due_date,
        punctual_days.last_punctual_date,
        dated.close_date,
        dated.applied_date,
        dated.paid_date,
        dated.settled_state,
        dated.is_reversal,
        positions.position as last_position,
        dated.amount_base,
        openings.event_id,
        openings.file_hash,
        openings.record_number
    from dated
    inner join {{ ref('int_aging_positions') }} as positions
        on dated.last_days_past_due = positions.days_past_due
        and positions.item_sign = 1
    inner join openings
        on dated.company_id = openings.company_id
        and dated.document_id = openings.document_id
        and dated.instalment_number = openings.instalment_number
        and dated.document_type = openings.event_type
    left join numbers
        on dated.company_id = numbers.company_id
        and dated.document_id = numbers.document_id
        and dated.instalment_number = numbers.instalment_number
    left join punctual_days
        on dated.company_id = punctual_days.company_id
        and dated.customer_id = punctual_days.customer_id
        and dated.due_date = punctual_days.due_date

)

select * from final
order by company_id, customer_id, posting_date
