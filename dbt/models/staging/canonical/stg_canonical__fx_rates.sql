with

records as (

    select * from {{ source('raw', 'fx_rates') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.from_currency_code,
        records.to_currency_code,
        cast(records.rate_date as date) as rate_date,

        -- amounts
        cast(records.rate as decimal(18, 8)) as rate,

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
