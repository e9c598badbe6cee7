{# One row per version of an instalment of a document that has several records; which record it is, and when it was the newest known. #}

with

several as (

    select
        records.document_key,
        records.instalment_number,
        records.version_at,
        records.file_id,
        records.record_number
    from {{ ref('int_document_records') }} as records
    inner join {{ ref('int_several_document_keys') }} as several_keys
        on records.document_key = several_keys.document_key

),

documents as (

    select documents.* exclude (document_key)
    from {{ ref('int_documents_unioned') }} as documents

),

records as (

    select
        several.document_key,
        documents.*
    from several
    inner join documents
        on several.file_id = documents.file_id
        and several.record_number = documents.record_number
        and several.version_at = documents.version_at
        and several.instalment_number = documents.instalment_number
    -- one record may open two documents
    where several.document_key = {{ document_key('documents.company_id', 'documents.document_id') }}

),

versions as (

    {{ version_intervals('records', ['document_key', 'instalment_number'], [
        'document_type', 'document_number', 'customer_id', 'posting_date', 'issue_date', 'received_date', 'due_date',
        'currency_code', 'amount', 'amount_base', 'tax_amount', 'control_account', 'status', 'voided_date',
        'acceptance_status', 'acceptance_date', 'assigned_date', 'assigned_to', 'has_recourse', 'instrument',
        'maturity_date', 'attributes',
    ]) }}

)

select
    document_key,
    instalment_number,
    version_at,
    file_id,
    record_number,
    customer_id,
    known_from,
    known_until
from versions
