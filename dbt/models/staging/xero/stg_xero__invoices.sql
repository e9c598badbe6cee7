{# One row per receivable invoice or credit note record of Xero, with the company of its folder. #}

with

raw_records as (

    select * from {{ source('raw', 'documents') }}
    where document_type in ('ACCREC', 'ACCRECCREDIT')

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader in ('xero', 'xero_credit_notes')

),

records as (

    select
        raw_records.document_id,
        raw_records.document_number,
        raw_records.document_type,
        raw_records.customer_id,
        raw_records.posting_date,
        raw_records.due_date,
        raw_records.currency_code,
        raw_records.amount,
        raw_records.tax_amount,
        raw_records.status,
        -- Xero writes 2020-04-26 14:45:34.083 UTC
        replace(raw_records.recorded_at, ' UTC', 'Z') as recorded_at,
        {{ json_text('raw_records.attributes', 'amount_paid') }} as amount_paid,
        {{ json_text('raw_records.attributes', 'currency_rate') }} as currency_rate,
        {{ json_text('raw_records.attributes', 'fully_paid_on_date') }} as fully_paid_on_date,
        raw_records.attributes,
        raw_records.file_hash,
        raw_records.record_number
    from raw_records

),

organizations as (

    select
        files.source,
        min(organization_records.company_id) as company_id
    from {{ source('raw', 'companies') }} as organization_records
    inner join files
        on organization_records.file_hash = files.file_hash
    group by files.source

),

final as (

    select
        -- keys; a folder whose organization has not landed is a company of its own
        coalesce(organizations.company_id, files.source) as company_id,
        records.document_id,

        -- codes and text
        case
            when records.document_type = 'ACCREC' then 'invoice'
            else 'credit_note'
        end as document_type,
        nullif(records.document_number, '') as document_number,
        records.customer_id,
        records.currency_code,
        case
            when records.status in ('AUTHORISED', 'PAID') then 'posted'
            when records.status in ('VOIDED', 'DELETED') then 'void'
            else 'draft'
        end as status,

        -- amounts
        cast(records.amount as decimal(18, 4)) as amount,
        cast(records.tax_amount as decimal(18, 4)) as tax_amount,
        -- a credit note has none: it is paid out by a refund, which is not in these tables
        coalesce(cast(records.amount_paid as decimal(18, 4)), 0) as paid_amount,
        cast(records.currency_rate as decimal(18, 8)) as document_per_base_rate,

        -- dates
        cast(records.posting_date as date) as posting_date,
        cast(records.due_date as date) as due_date,
        cast(records.fully_paid_on_date as date) as fully_paid_on_date,

        -- provenance
        records.attributes,
        {{ version_at() }} as version_at,
        files.source,
        files.file_id,
        records.file_hash,
        records.record_number
    from records
    inner join files
        {{ record_times() }}
    left join organizations
        on files.source = organizations.source
    where {{ version_at() }} <= {{ known_at() }}

)

select * from final
