with

records as (

    select * from {{ source('raw', 'documents') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.company_id,
        records.document_id,
        coalesce(cast(nullif(records.instalment_number, '') as integer), 1) as instalment_number,

        -- codes and text
        records.document_type,
        nullif(records.document_number, '') as document_number,
        records.customer_id,
        records.currency_code,
        nullif(records.control_account, '') as control_account,
        coalesce(nullif(records.status, ''), 'posted') as status,
        nullif(records.acceptance_status, '') as acceptance_status,
        nullif(records.assigned_to, '') as assigned_to,
        nullif(records.instrument, '') as instrument,

        -- amounts
        cast(records.amount as decimal(18, 4)) as amount,
        cast(nullif(records.amount_base, '') as decimal(18, 4)) as amount_base,
        cast(nullif(records.tax_amount, '') as decimal(18, 4)) as tax_amount,

        -- dates
        cast(records.posting_date as date) as posting_date,
        cast(nullif(records.issue_date, '') as date) as issue_date,
        cast(nullif(records.received_date, '') as date) as received_date,
        cast(nullif(records.due_date, '') as date) as due_date,
        cast(nullif(records.voided_date, '') as date) as voided_date,
        cast(nullif(records.acceptance_date, '') as date) as acceptance_date,
        cast(nullif(records.assigned_date, '') as date) as assigned_date,
        cast(nullif(records.maturity_date, '') as date) as maturity_date,

        -- flags
        cast(nullif(records.has_recourse, '') as boolean) as has_recourse,

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
