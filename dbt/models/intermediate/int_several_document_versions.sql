{# One row per version of an instalment of a document that has several records. #}

with

several as (

    select distinct
        records.file_id,
        records.record_number
    from {{ ref('int_document_records') }} as records
    inner join {{ ref('int_several_document_keys') }} as several_keys
        on records.document_key = several_keys.document_key

),

-- by number first: few are left whose key must be computed
candidates as (

    select documents.*
    from {{ ref('int_documents_signed') }} as documents
    inner join several
        on documents.file_id = several.file_id
        and documents.record_number = several.record_number

),

-- one record may open two documents
records as (

    select candidates.*
    from candidates
    inner join {{ ref('int_several_document_keys') }} as several_keys
        on candidates.document_key = several_keys.document_key

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
