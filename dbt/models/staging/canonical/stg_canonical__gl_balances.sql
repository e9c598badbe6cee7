with

records as (

    select * from {{ source('raw', 'gl_balances') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.company_id,
        records.account,
        cast(records.period_end_date as date) as period_end_date,
        records.currency_code,

        -- amounts
        cast(records.balance_amount as decimal(18, 4)) as balance_amount,
        cast(nullif(records.revaluation_amount, '') as decimal(18, 4)) as revaluation_amount,

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
