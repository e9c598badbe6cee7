with

records as (

    select * from {{ source('raw', 'promises') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.company_id,
        records.promise_id,
        coalesce(cast(nullif(records.instalment_number, '') as integer), 1) as instalment_number,

        -- codes and text
        nullif(records.plan_id, '') as plan_id,
        records.customer_id,
        nullif(records.document_id, '') as document_id,
        records.currency_code,
        nullif(records.collector_id, '') as collector_id,

        -- amounts
        cast(records.amount as decimal(18, 4)) as amount,

        -- dates
        cast(records.promised_on_date as date) as promised_on_date,
        cast(records.due_date as date) as due_date,
        cast(nullif(records.cancelled_date, '') as date) as cancelled_date,

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
