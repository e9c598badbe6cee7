{#
    One row per version of an allocation that tax documents state: a receipt pays the document that it names, and a credit note
    closes the one document that it corrects, each with its whole amount on its own day.
#}

with

opened as (

    select * from {{ ref('int_tax_opened_documents') }}

),

paid as (

    select
        opened.*,
        payments.tax_document_id as debit_document_id
    from opened
    inner join {{ ref('int_tax_payments') }} as payments
        on opened.company_id = payments.company_id
        and opened.document_id = payments.receipt_id

),

corrected as (

    select
        opened.*,
        documents.related_tax_document_id as debit_document_id
    from opened
    inner join {{ ref('int_tax_documents') }} as documents
        on opened.company_id = documents.company_id
        and opened.document_id = documents.tax_document_id
    where opened.document_type = 'credit_note'
        and documents.related_tax_document_id is not null

),

allocated as (

    select * from paid
    union all
    select * from corrected

),

final as (

    select
        -- keys
        company_id,
        'tax:' || document_id as allocation_id,

        -- codes and text
        document_id as credit_document_id,
        debit_document_id,
        'posted' as status,

        -- amounts
        cast(null as integer) as credit_instalment_number,
        cast(null as integer) as debit_instalment_number,
        amount,
        cast(null as decimal(18, 4)) as credit_amount,

        -- dates
        posting_date as effective_date,
        voided_date as reversed_date,

        -- provenance
        attributes,
        recorded_by,
        version_at,
        source,
        file_id,
        file_hash,
        record_number
    from allocated
    where amount > 0

)

select * from final
