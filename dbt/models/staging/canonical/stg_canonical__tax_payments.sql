with

records as (

    select * from {{ source('raw', 'tax_payments') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.company_id,
        records.tax_payment_id,
        records.tax_document_id,

        -- codes and text
        records.currency_code,

        -- amounts
        coalesce(cast(nullif(records.instalment_number, '') as integer), 1) as instalment_number,
        cast(records.amount as decimal(18, 4)) as amount,
        cast(nullif(records.previous_balance_amount, '') as decimal(18, 4))
            as previous_balance_amount,
        cast(nullif(records.remaining_balance_amount, '') as decimal(18, 4))
            as remaining_balance_amount,

        -- dates
        cast(nullif(records.paid_date, '') as date) as paid_date,

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
