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
        states.allocation_key,
        allocations.company_id,
        allocations.allocation_id,
        states.debit_key,
        allocations.debit_document_id,
        states.debit_instalment_number,
        states.credit_key,
        allocations.credit_document_id,
        states.credit_instalment_number,
        states.debit_amount,
        coalesce(states.reject_code, verdicts.reject_code) as reject_code,
        files.file_hash,
        states.record_number
    from states
    inner join {{ ref('int_files') }} as files
        on states.file_id = files.file_id
    inner join {{ ref('int_allocation_versions') }} as allocations
        on states.allocation_key = allocations.allocation_key
        and allocations.known_until = {{ never_timestamp() }}
    left join verdicts
        on states.allocation_key = verdicts.allocation_key
    where coalesce(states.reject_code, verdicts.reject_code) is not null

)

select * from final
