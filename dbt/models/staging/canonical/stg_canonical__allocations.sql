with

records as (

    select * from {{ source('raw', 'allocations') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.company_id,
        records.allocation_id,

        -- codes and text
        records.credit_document_id,
        records.debit_document_id,
        coalesce(nullif(records.status, ''), 'posted') as status,

        -- amounts
        cast(nullif(records.credit_instalment_number, '') as integer) as credit_instalment_number,
        cast(nullif(records.debit_instalment_number, '') as integer) as debit_instalment_number,
        cast(records.amount as decimal(18, 4)) as amount,
        cast(nullif(records.credit_amount, '') as decimal(18, 4)) as credit_amount,

        -- dates
        cast(records.effective_date as date) as effective_date,
        cast(nullif(records.reversed_date, '') as date) as reversed_date,

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
