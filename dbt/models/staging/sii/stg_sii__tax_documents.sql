{# One row per line of a sales register of the SII. #}

with

records as (

    select * from {{ source('raw', 'tax_documents') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'sii_rcv'

),

document_types as (

    select * from {{ ref('sii_document_types') }}

),

dated as (

    select
        records.*,
        -- the register's lines name no seller; the SII's name of its file does: RCV_VENTA_76354771-K_202606.csv
        split_part(files.file_name, '_', 3) as issuer_tax_id,
        nullif({{ json_text('records.attributes', 'Fecha Acuse Recibo') }}, '') as accepted_date,
        nullif({{ json_text('records.attributes', 'Fecha Reclamo') }}, '') as claimed_date,
        nullif({{ json_text('records.attributes', 'Folio Docto. Referencia') }}, '0')
            as related_number,
        {{ json_text('records.attributes', 'Tipo Docto. Referencia') }} as related_type,
        {{ version_at() }} as version_at,
        files.source,
        files.file_id
    from records
    inner join files
        {{ record_times() }}
    where {{ version_at() }} <= {{ known_at() }}

),

final as (

    select
        -- keys
        dated.issuer_tax_id as company_id,
        dated.issuer_tax_id || '/' || dated.document_type || '/' || dated.document_number
            as tax_document_id,

        -- codes and text
        document_types.document_type,
        dated.document_number,
        dated.customer_tax_id,
        'CLP' as currency_code,
        dated.issuer_tax_id || '/' || dated.related_type || '/' || nullif(dated.related_number, '')
            as related_tax_document_id,
        case
            when dated.claimed_date is not null then 'rejected'
            when dated.accepted_date is not null then 'accepted'
        end as status,

        -- amounts
        cast(dated.amount as decimal(18, 4)) as amount,
        cast(nullif(dated.tax_amount, '') as decimal(18, 4)) as tax_amount,

        -- dates
        cast(dated.issue_date as date) as issue_date,
        cast(null as date) as due_date,
        cast(coalesce(dated.claimed_date, dated.accepted_date) as date) as status_date,

        -- provenance
        dated.attributes,
        cast(null as varchar) as recorded_by,
        dated.version_at,
        dated.source,
        dated.file_id,
        dated.file_hash,
        dated.record_number
    from dated
    inner join document_types
        on dated.document_type = document_types.sii_type

)

select * from final
