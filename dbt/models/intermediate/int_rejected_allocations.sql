{# One row per allocation that only the whole ledger shows to be wrong, as known now. #}

with

states as (

    select * from {{ ref('int_allocation_states') }}
    where known_until = {{ never_timestamp() }}

),

verdicts as (

    select * from {{ ref('int_allocation_verdicts') }}
    where known_until = {{ never_timestamp() }}
        and reject_code is not null

),

final as (

    select
        states.company_id,
        states.allocation_id,
        states.debit_document_id,
        states.debit_instalment_number,
        states.credit_document_id,
        states.credit_instalment_number,
        states.debit_amount,
        coalesce(states.reject_code, verdicts.reject_code) as reject_code,
        states.file_hash,
        states.record_number
    from states
    left join verdicts
        on states.company_id = verdicts.company_id
        and states.allocation_id = verdicts.allocation_id
    where coalesce(states.reject_code, verdicts.reject_code) is not null

)

select * from final
