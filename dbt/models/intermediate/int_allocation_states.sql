{# One row per allocation and interval of knowledge in which it and both its documents were known and posted; outside of these it waits. #}

with

allocations as (

    select * from {{ ref('int_allocation_versions') }}
    where status = 'posted'

),

documents as (

    select * from {{ ref('int_document_states') }}

),

final as (

    select
        allocations.company_id,
        allocations.allocation_id,
        allocations.debit_document_id,
        coalesce(allocations.debit_instalment_number, debits.only_instalment_number) as debit_instalment_number,
        allocations.credit_document_id,
        coalesce(allocations.credit_instalment_number, credits.only_instalment_number) as credit_instalment_number,
        allocations.amount as debit_amount,
        case
            when debits.currency_code = credits.currency_code then allocations.amount
            else allocations.credit_amount
        end as credit_amount,
        allocations.effective_date,
        greatest(allocations.effective_date, debits.posting_date, credits.posting_date) as effect_date,
        allocations.reversed_date,
        allocations.version_at,
        greatest(allocations.known_from, debits.known_from, credits.known_from) as known_from,
        least(allocations.known_until, debits.known_until, credits.known_until) as known_until,
        case
            when debits.item_sign <> 1 or credits.item_sign <> -1 then 'same_sign'
            when debits.currency_code <> credits.currency_code and allocations.credit_amount is null then 'missing_credit_amount'
        end as reject_code,
        allocations.file_hash,
        allocations.record_number
    from allocations
    inner join documents as debits
        on allocations.company_id = debits.company_id
        and allocations.debit_document_id = debits.document_id
        and allocations.known_from < debits.known_until
        and debits.known_from < allocations.known_until
    inner join documents as credits
        on allocations.company_id = credits.company_id
        and allocations.credit_document_id = credits.document_id
        and allocations.known_from < credits.known_until
        and credits.known_from < allocations.known_until
        and debits.known_from < credits.known_until
        and credits.known_from < debits.known_until
    where (
        allocations.debit_instalment_number is null
        or debits.instalment_numbers like '%,' || allocations.debit_instalment_number || ',%'
    )
    and (
        allocations.credit_instalment_number is null
        or credits.instalment_numbers like '%,' || allocations.credit_instalment_number || ',%'
    )

)

select * from final
