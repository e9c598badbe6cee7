{# One row per contact record of Xero. #}

with

records as (

    select * from {{ source('raw', 'customers') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'xero'

),

organizations as (

    select
        files.source,
        min(organization_records.company_id) as company_id
    from {{ source('raw', 'companies') }} as organization_records
    inner join files
        on organization_records.file_hash = files.file_hash
    group by files.source

),

final as (

    select
        -- keys
        coalesce(organizations.company_id, files.source) as company_id,
        records.customer_id,

        -- codes and text
        records.name,
        nullif(records.tax_id, '') as tax_id,
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
    left join organizations
        on files.source = organizations.source
    where {{ version_at() }} <= {{ known_at() }}

)

select * from final
