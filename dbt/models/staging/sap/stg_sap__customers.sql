{# One row per record of KNA1 and company whose items lie in the same folder: the table itself is of all companies. #}

with

files as (

    {{ erp_files(['sap_kna1']) }}

),

records as (

    select * from {{ source('raw', 'customers') }}

),

companies as (

    select distinct
        source,
        company_id
    from {{ ref('stg_sap__items') }}

),

final as (

    select
        -- keys
        companies.company_id,
        {{ zero_filled('records.customer_id', 10) }} as customer_id,

        -- codes and text
        records.name,
        nullif(records.tax_id, '') as tax_id,
        nullif(records.country_code, '') as country_code,
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

        -- flags; a trading partner is a company of the same group
        {{ attribute('trading_partner') }} is not null as is_related_party,

        -- provenance
        records.attributes,
        cast(null as varchar) as recorded_by,
        {{ version_at() }} as version_at,
        files.source,
        files.file_id,
        records.file_hash,
        records.record_number
    from records
    inner join files
        {{ record_times() }}
    inner join companies
        on files.source = companies.source
    where {{ version_at() }} <= {{ known_at() }}

)

select * from final
