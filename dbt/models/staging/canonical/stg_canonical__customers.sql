with

records as (

    select * from {{ source('raw', 'customers') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.company_id,
        records.customer_id,

        -- codes and text
        records.name,
        nullif(records.tax_id, '') as tax_id,
        nullif(records.country_code, '') as country_code,
        nullif(records.language_code, '') as language_code,
        nullif(records.segment, '') as segment,
        nullif(records.parent_customer_id, '') as parent_customer_id,
        nullif(records.collector_id, '') as collector_id,
        nullif(records.discount_terms_code, '') as discount_terms_code,
        nullif(records.preferred_channel, '') as preferred_channel,
        nullif(records.control_account, '') as control_account,

        -- amounts
        cast(nullif(records.credit_limit_amount, '') as decimal(18, 4)) as credit_limit_amount,
        cast(nullif(records.payment_terms_days, '') as integer) as payment_terms_days,

        -- dates
        cast(nullif(records.created_date, '') as date) as created_date,

        -- flags
        cast(nullif(records.is_related_party, '') as boolean) as is_related_party,

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
