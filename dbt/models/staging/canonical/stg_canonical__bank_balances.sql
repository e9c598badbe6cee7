with

records as (

    select * from {{ source('raw', 'bank_balances') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.bank_account_id,
        cast(records.balance_date as date) as balance_date,
        records.balance_type,

        -- codes and text
        records.currency_code,

        -- amounts
        cast(records.amount as decimal(18, 4)) as amount,

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
