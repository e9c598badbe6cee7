with

records as (

    select * from {{ source('raw', 'activities') }}

),

files as (

    select * from {{ ref('stg_cartera__files') }}
    where reader = 'canonical'

),

final as (

    select
        -- keys
        records.company_id,
        records.activity_id,

        -- codes and text
        records.customer_id,
        nullif(records.document_id, '') as document_id,
        nullif(records.contact_id, '') as contact_id,
        records.channel,
        nullif(records.collector_id, '') as collector_id,
        nullif(records.stage, '') as stage,
        nullif(records.outcome, '') as outcome,
        nullif(records.reason_code, '') as reason_code,
        nullif(records.currency_code, '') as currency_code,
        nullif(records.notes, '') as notes,

        -- amounts
        cast(nullif(records.cost_amount, '') as decimal(18, 4)) as cost_amount,

        -- dates
        {{ utc_timestamp("records.occurred_at") }} as occurred_at,
        cast(nullif(records.next_action_date, '') as date) as next_action_date,

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
