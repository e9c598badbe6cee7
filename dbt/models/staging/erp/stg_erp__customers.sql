{# One row per customer whom an ERP's item list names, and no record of customers does: the name of the newest item. #}

with

items as (

    select * from {{ ref('stg_erp__items') }}
    where customer_name is not null

),

known as (

    select
        company_id,
        customer_id
    from {{ ref('stg_canonical__customers') }}
    union
    select
        company_id,
        customer_id
    from {{ ref('stg_sap__customers') }}

),

ranked as (

    select
        items.*,
        row_number() over (
            partition by items.company_id, items.customer_id
            order by items.version_at desc, items.file_id desc, items.record_number desc
        ) as recency
    from items

),

final as (

    select
        -- keys
        ranked.company_id,
        ranked.customer_id,

        -- codes and text
        ranked.customer_name as name,
        cast(null as varchar) as tax_id,
        cast(null as varchar) as country_code,
        cast(null as varchar) as language_code,
        cast(null as varchar) as segment,
        cast(null as varchar) as parent_customer_id,
        cast(null as varchar) as collector_id,
        cast(null as varchar) as discount_terms_code,
        cast(null as varchar) as preferred_channel,
        cast(null as varchar) as control_account,

        -- amounts
        cast(null as decimal(18, 4)) as credit_limit_amount,
        cast(null as integer) as payment_terms_days,

        -- dates
        cast(null as date) as created_date,

        -- flags
        cast(null as boolean) as is_related_party,

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
        and ranked.customer_id = known.customer_id
    where ranked.recency = 1
        and known.customer_id is null

)

select * from final
