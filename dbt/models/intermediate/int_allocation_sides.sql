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
        states.debit_currency_code as currency_code,
        states.is_debit_foreign as is_foreign,
        states.debit_amount as amount,
        states.credit_key as counterpart_key,
        states.credit_document_type as counterpart_document_type,
        states.company_id,
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
        states.credit_currency_code as currency_code,
        states.is_credit_foreign as is_foreign,
        states.credit_amount as amount,
        states.debit_key as counterpart_key,
        states.debit_document_type as counterpart_document_type,
        states.company_id,
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
