with

records as (

    select * from {{ source('raw', 'companies') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.company_id,

        -- codes and text
        records.name,
        nullif(records.tax_id, '') as tax_id,
        nullif(records.country_code, '') as country_code,
        records.base_currency_code,
        nullif(records.time_zone, '') as time_zone,

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
