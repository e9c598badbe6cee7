with

records as (

    select * from {{ source('raw', 'disputes') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.company_id,
        records.dispute_id,

        -- codes and text
        records.document_id,
        nullif(records.reason_code, '') as reason_code,
        nullif(records.outcome, '') as outcome,

        -- amounts
        cast(records.amount as decimal(18, 4)) as amount,

        -- dates
        cast(records.opened_date as date) as opened_date,
        cast(nullif(records.resolved_date, '') as date) as resolved_date,

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
