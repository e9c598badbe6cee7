with

records as (

    select * from {{ source('raw', 'source_totals') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.file_name,
        records.entity,
        nullif(records.currency_code, '') as currency_code,

        -- amounts
        cast(nullif(records.record_count, '') as integer) as record_count,
        cast(nullif(records.amount_total, '') as decimal(18, 4)) as amount_total,

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
