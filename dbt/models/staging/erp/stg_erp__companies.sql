{# One row per company whose items have landed from an ERP and whose own record has not: its base currency is the local one of its items. #}

with

items as (

    select * from {{ ref('stg_erp__items') }}

),

known as (

    select distinct company_id from {{ ref('stg_canonical__companies') }}

),

ranked as (

    select
        items.*,
        row_number() over (
            partition by items.company_id
            order by
                items.local_currency_code is null,
                items.version_at desc,
                items.file_id desc,
                items.record_number desc
        ) as recency
    from items

),

final as (

    select
        -- keys
        ranked.company_id,

        -- codes and text
        ranked.company_id as name,
        cast(null as varchar) as tax_id,
        cast(null as varchar) as country_code,
        coalesce(ranked.local_currency_code, ranked.currency_code) as base_currency_code,
        cast(null as varchar) as time_zone,

        -- provenance
        '{"derived":"items"}' as attributes,
        cast(null as varchar) as recorded_by,
        ranked.version_at,
        ranked.source,
        ranked.file_id,
        ranked.file_hash,
        ranked.record_number
    from ranked
    left join known
        on ranked.company_id = known.company_id
    where ranked.recency = 1
        and known.company_id is null

)

select * from final
