with

records as (

    select * from {{ source('raw', 'bank_accounts') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.bank_account_id,

        -- codes and text
        records.company_id,
        records.currency_code,
        nullif(records.bank_name, '') as bank_name,
        nullif(records.iban, '') as iban,

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
