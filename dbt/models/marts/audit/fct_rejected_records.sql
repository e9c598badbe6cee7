{# One row per record, or part of one, that counts nowhere: rejected at landing by itself, or here by the whole ledger. #}

with

landed as (

    select * from {{ ref('stg_cartera__rejects') }}

),

allocations as (

    select * from {{ ref('int_rejected_allocations') }}

),

final as (

    select
        landed.file_hash,
        cast(landed.record_number as bigint) as record_number,
        landed.entity,
        'landing' as layer,
        landed.reason_code,
        landed.reason,
        landed.original_text
    from landed

    union all

    select
        allocations.file_hash,
        cast(allocations.record_number as bigint) as record_number,
        'allocations' as entity,
        'ledger' as layer,
        allocations.reject_code as reason_code,
        case allocations.reject_code
            when 'over_allocation'
                then 'allocation '
                    || allocations.allocation_id
                    || ' passes the amount of '
                    || allocations.debit_document_id
                    || ' or ' || allocations.credit_document_id
            when 'after_over_allocation'
                then 'allocation '
                    || allocations.allocation_id
                    || ' passes only because rejected ones stand before it'
            when 'same_sign'
                then 'allocation '
                    || allocations.allocation_id
                    || ' does not pair a debit with a credit'
            when 'too_many_decimals'
                then 'allocation '
                    || allocations.allocation_id
                    || ' has more decimals than its currency'
            else 'allocation '
                || allocations.allocation_id
                || ' is between two currencies and has no credit_amount'
        end as reason,
        '{"company_id":"'
        || allocations.company_id
        || '","allocation_id":"'
        || allocations.allocation_id
        || '","credit_document_id":"' || allocations.credit_document_id || '","debit_document_id":"'
        || allocations.debit_document_id
        || '","amount":"'
        || cast(allocations.debit_amount as varchar)
        || '"}' as original_text
    from allocations

)

select * from final
