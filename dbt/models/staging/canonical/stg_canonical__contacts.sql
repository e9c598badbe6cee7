with

records as (

    select * from {{ source('raw', 'contacts') }}

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
        records.contact_id,

        -- codes and text
        nullif(records.role, '') as role,
        nullif(records.name, '') as name,
        nullif(records.email, '') as email,
        nullif(records.phone, '') as phone,
        nullif(records.consent_status, '') as consent_status,

        -- flags
        cast(nullif(records.is_preferred, '') as boolean) as is_preferred,

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
