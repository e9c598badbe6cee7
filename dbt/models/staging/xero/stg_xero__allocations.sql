{# One row per invoice of Xero that says it was paid: its derived receipt settles it, on the receipt's day. #}

with

receipts as (

    select * from {{ ref('stg_xero__documents') }}
    where document_type = 'receipt'

),

final as (

    select
        -- keys
        company_id,
        document_id as allocation_id,

        -- codes and text
        document_id as credit_document_id,
        replace(document_id, 'receipt:', '') as debit_document_id,
        status,

        -- amounts
        cast(null as integer) as credit_instalment_number,
        cast(null as integer) as debit_instalment_number,
        amount,
        cast(null as decimal(18, 4)) as credit_amount,

        -- dates
        posting_date as effective_date,
        cast(null as date) as reversed_date,

        -- provenance
        attributes,
        recorded_by,
        version_at,
        source,
        file_id,
        file_hash,
        record_number
    from receipts

)

select * from final
