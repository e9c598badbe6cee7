{# One row per change of an open item's balance, as it became known. #}

with

local_events as (

    select * from {{ ref('int_item_events') }}
    where not is_foreign

),

foreign_events as (

    select * from {{ ref('int_foreign_event_bases') }}

),

final as (

    select
        local_events.event_id,
        local_events.company_id,
        local_events.customer_id,
        local_events.document_id,
        local_events.instalment_number,
        local_events.currency_code,
        local_events.event_type,
        local_events.effective_date,
        local_events.known_at,
        local_events.amount,
        local_events.amount as amount_base,
        local_events.file_hash,
        local_events.record_number
    from local_events

    union all

    select
        foreign_events.event_id,
        foreign_events.company_id,
        foreign_events.customer_id,
        foreign_events.document_id,
        foreign_events.instalment_number,
        foreign_events.currency_code,
        foreign_events.event_type,
        foreign_events.effective_date,
        foreign_events.known_at,
        foreign_events.amount,
        foreign_events.amount_base,
        foreign_events.file_hash,
        foreign_events.record_number
    from foreign_events

)

select * from final
