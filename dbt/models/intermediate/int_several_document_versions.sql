{# One row per version of an instalment of a document that has several records. #}

with

-- the key is that of the few, not computed again for all
documents as (

    select * exclude (document_key) from {{ ref('int_documents_signed') }}

),

records as (

    select
        documents.*,
        several.document_key
    from documents
    inner join {{ ref('int_several_document_keys') }} as several
        on documents.company_id = several.company_id
        and documents.document_id = several.document_id

),

versions as (

    {{ version_intervals('records', ['document_key', 'instalment_number'], [
        'document_type', 'document_number', 'customer_id', 'posting_date', 'issue_date', 'received_date', 'due_date',
        'currency_code', 'amount', 'amount_base', 'tax_amount', 'control_account', 'status', 'voided_date',
        'acceptance_status', 'acceptance_date', 'assigned_date', 'assigned_to', 'has_recourse', 'instrument',
        'maturity_date', 'attributes',
    ]) }}

)

select * from versions
