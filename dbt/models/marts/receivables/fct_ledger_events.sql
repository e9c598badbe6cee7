{# One row per change of an open item's balance, as it became known. #}

with

events as (

    select
        local_events.* exclude (is_foreign),
        local_events.amount as amount_base
    from {{ ref('int_item_events') }} as local_events
    where not local_events.is_foreign

    union all by name

    select * from {{ ref('int_foreign_running_bases') }}

    union all by name

    select * from {{ ref('int_foreign_cell_bases') }}

),

files as (

    select * from {{ ref('int_files') }}

),

final as (

    select
        {{ event_id('events', 'files') }} as event_id,
        events.company_id,
        events.customer_id,
        events.document_id,
        cast(events.instalment_number as integer) as instalment_number,
        events.currency_code,
        events.event_type,
        events.effective_date,
        events.known_at,
        events.amount,
        events.amount_base,
        files.file_hash,
        cast(events.record_number as bigint) as record_number
    from events
    inner join files
        on events.file_id = files.file_id

)

select * from final
