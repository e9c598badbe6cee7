with

records as (

    select * from {{ source('raw', 'tax_documents') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.company_id,
        records.tax_document_id,

        -- codes and text
        records.document_type,
        nullif(records.document_number, '') as document_number,
        nullif(records.customer_tax_id, '') as customer_tax_id,
        records.currency_code,
        nullif(records.related_tax_document_id, '') as related_tax_document_id,
        nullif(records.status, '') as status,

        -- amounts
        cast(records.amount as decimal(18, 4)) as amount,
        cast(nullif(records.tax_amount, '') as decimal(18, 4)) as tax_amount,

        -- dates
        cast(nullif(records.issue_date, '') as date) as issue_date,
        cast(nullif(records.due_date, '') as date) as due_date,
        cast(nullif(records.status_date, '') as date) as status_date,

        -- provenance
        records.attributes,
        nullif(records.recorded_by, '') as recorded_by,
        {{ version_at() }} as version_at,
        files.source,
        files.file_id,
        records.file_hash,
        records.record_number
    from records
    inner join files
        {{ record_times() }}
    where {{ version_at() }} <= {{ known_at() }}

)

select * from final
