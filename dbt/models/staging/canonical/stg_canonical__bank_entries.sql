with

records as (

    select * from {{ source('raw', 'bank_entries') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.bank_account_id,
        records.entry_id,

        -- codes and text
        records.currency_code,
        nullif(records.counterparty_name, '') as counterparty_name,
        nullif(records.counterparty_tax_id, '') as counterparty_tax_id,
        nullif(records.counterparty_account, '') as counterparty_account,
        nullif(records.reference, '') as reference,
        nullif(records.description, '') as description,

        -- amounts
        cast(records.amount as decimal(18, 4)) as amount,

        -- dates
        cast(records.booking_date as date) as booking_date,
        cast(nullif(records.value_date, '') as date) as value_date,

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
