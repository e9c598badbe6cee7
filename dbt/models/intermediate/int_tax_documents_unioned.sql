{# One row per record of a tax document, with our company that issued it; null where none of ours did. #}

{{ config(materialized='view') }}

with

records as (

    select
        *,
        -- a canonical extract says nothing of evidence: it is the document
        coalesce({{ json_text('attributes', 'evidence') }}, 'document') as evidence
    from {{ ref('stg_canonical__tax_documents') }}
    union all
    select
        *,
        'register' as evidence
    from {{ ref('stg_sii__tax_documents') }}

),

companies as (

    select
        company_id,
        {{ plain_key('tax_id') }} as tax_key
    from {{ ref('int_companies') }}

),

-- two companies of one tax id cannot be told apart by it
told_apart as (

    select
        tax_key,
        min(company_id) as company_id
    from companies
    group by tax_key
    having count(*) = 1

),

final as (

    select
        coalesce(companies.company_id, told_apart.company_id) as company_id,
        records.company_id as issuer_tax_id,
        records.tax_document_id,
        records.evidence,
        records.document_type,
        records.document_number,
        records.customer_tax_id,
        records.currency_code,
        records.related_tax_document_id,
        records.status,
        records.amount,
        records.tax_amount,
        records.issue_date,
        records.due_date,
        records.status_date,
        records.attributes,
        records.recorded_by,
        records.version_at,
        records.source,
        records.file_id,
        records.file_hash,
        records.record_number,
        concat(
            records.file_hash,
            ':',
            records.record_number,
            ':',
            {{ epoch_microseconds('records.version_at') }}
        ) as record_id
    from records
    left join companies
        on records.company_id = companies.company_id
    left join told_apart
        on {{ plain_key('records.company_id') }} = told_apart.tax_key

)

select * from final
