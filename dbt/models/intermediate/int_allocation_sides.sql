{# One row per allocation state and side: what it takes off the debit, and off the credit, each in its item's currency. #}

with

states as (

    select * from {{ ref('int_allocation_states') }}
    where reject_code is null
        and debit_amount > 0

),

debit_sides as (

    select
        states.company_id,
        states.allocation_id,
        'debit' as side,
        states.debit_document_id as document_id,
        states.debit_instalment_number as instalment_number,
        states.debit_amount as amount,
        states.credit_document_id as counterpart_document_id,
        states.effective_date,
        states.effect_date,
        states.reversed_date,
        states.version_at,
        states.known_from,
        states.known_until,
        states.file_hash,
        states.record_number
    from states

),

credit_sides as (

    select
        states.company_id,
        states.allocation_id,
        'credit' as side,
        states.credit_document_id as document_id,
        states.credit_instalment_number as instalment_number,
        states.credit_amount as amount,
        states.debit_document_id as counterpart_document_id,
        states.effective_date,
        states.effect_date,
        states.reversed_date,
        states.version_at,
        states.known_from,
        states.known_until,
        states.file_hash,
        states.record_number
    from states

),

final as (

    select * from debit_sides
    union all
    select * from credit_sides

)

select * from final
