with

records as (

    select * from {{ source('raw', 'reported_balances') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.company_id,
        cast(records.as_of_date as date) as as_of_date,
        nullif(records.customer_id, '') as customer_id,
        nullif(records.control_account, '') as control_account,
        nullif(records.bucket_code, '') as bucket_code,
        records.currency_code,
        nullif(records.report_name, '') as report_name,

        -- amounts
        cast(records.balance_amount as decimal(18, 4)) as balance_amount,

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
