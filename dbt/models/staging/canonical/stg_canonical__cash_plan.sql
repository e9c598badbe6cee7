with

records as (

    select * from {{ source('raw', 'cash_plan') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.company_id,
        records.line,
        cast(records.cash_date as date) as cash_date,
        records.currency_code,
        nullif(records.description, '') as description,

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
