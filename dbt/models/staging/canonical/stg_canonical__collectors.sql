with

records as (

    select * from {{ source('raw', 'collectors') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.collector_id,

        -- codes and text
        records.name,
        nullif(records.supervisor_id, '') as supervisor_id,
        nullif(records.currency_code, '') as currency_code,

        -- amounts
        cast(nullif(records.capacity_hours, '') as decimal(18, 4)) as capacity_hours,
        cast(nullif(records.hourly_cost_amount, '') as decimal(18, 4)) as hourly_cost_amount,

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
