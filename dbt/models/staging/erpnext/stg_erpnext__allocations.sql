{# One row per pair of vouchers in ERPNext's payment ledger: what a payment or credit note is held against. #}

with

files as (

    {{ erp_files(['erpnext_payment_ledger']) }}

),

records as (

    select
        documents.*,
        cast(
            coalesce(nullif(documents.amount, ''), documents.amount_base) as decimal(18, 4)
        ) as signed_amount,
        {{ json_text('documents.attributes', 'against_document') }} as against_document
    from {{ source('raw', 'documents') }} as documents

),

pairs as (

    select
        coalesce(nullif(records.company_id, ''), files.source) as company_id,
        'against:' || records.document_id || ':' || records.against_document as pair_id,
        case
            when records.signed_amount < 0 then records.against_document
            else records.document_id
        end as debit_document_id,
        1 as debit_instalment_number,
        case
            when records.signed_amount < 0 then records.document_id
            else records.against_document
        end as credit_document_id,
        1 as credit_instalment_number,
        abs(records.signed_amount) as amount,
        cast(records.posting_date as date) as effective_date,
        {{ version_at() }} as version_at,
        files.source,
        files.file_id,
        records.file_hash,
        records.record_number
    from records
    inner join files
        {{ record_times() }}
    where records.against_document is not null
        and records.against_document <> records.document_id
        and coalesce({{ attribute('delinked') }}, '0') in ('0', 'false', 'False')

),

final as (

    {{ erp_allocations('pairs') }}

)

select * from final
