{# One row per organization record of Xero. #}

with

records as (

    select * from {{ source('raw', 'companies') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'xero'

),

base_currencies as (

    select
        files.source,
        min(documents.currency_code) as currency_code
    from {{ source('raw', 'documents') }} as documents
    inner join files
        on documents.file_hash = files.file_hash
    where cast({{ json_text('documents.attributes', 'currency_rate') }} as decimal(18, 8)) = 1
    group by files.source

),

final as (

    select
        -- keys
        records.company_id,

        -- codes and text; the organization table of some exports holds neither a name nor a currency
        coalesce(records.name, records.company_id) as name,
        cast(null as varchar) as tax_id,
        nullif(records.country_code, '') as country_code,
        coalesce(records.base_currency_code, base_currencies.currency_code) as base_currency_code,
        cast(null as varchar) as time_zone,

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
    left join base_currencies
        on files.source = base_currencies.source
    where {{ version_at() }} <= {{ known_at() }}

)

select * from final
