{# One row per allocation state and side: what it takes off the debit, and off the credit, each in its item's currency. #}

{{ config(materialized='view') }}

with

states as (

    select * from {{ ref('int_allocation_states') }}
    where reject_code is null

),

final as (

    select
        states.allocation_key,
        'debit' as side,
        states.debit_key as document_key,
        states.debit_instalment_number as instalment_number,
        states.debit_book_number as book_number,
        states.debit_due_date as due_date,
        states.debit_amount as amount,
        states.debit_amount = states.debit_capacity_amount as is_whole,
        states.credit_key as counterpart_key,
        states.credit_type_number as counterpart_type_number,
        states.effect_date,
        states.effective_date,
        states.reversed_date,
        states.version_at,
        states.known_from,
        states.known_until,
        states.file_id,
        states.record_number
    from states

    union all

    select
        states.allocation_key,
        'credit' as side,
        states.credit_key as document_key,
        states.credit_instalment_number as instalment_number,
        states.credit_book_number as book_number,
        states.credit_due_date as due_date,
        states.credit_amount as amount,
        states.credit_amount = states.credit_capacity_amount as is_whole,
        states.debit_key as counterpart_key,
        states.debit_type_number as counterpart_type_number,
        states.effect_date,
        states.effective_date,
        states.reversed_date,
        states.version_at,
        states.known_from,
        states.known_until,
        states.file_id,
        states.record_number
    from states

)

select * from final
