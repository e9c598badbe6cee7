{# One row per movement of an open item's balance, as known in this build; event_id is the one in fct_ledger_events. #}

with

counterparts as (

    select distinct
        document_key,
        document_id
    from {{ ref('int_items') }}

)

select
    {{ event_id('movements', 'files') }} as event_id,
    movements.company_id,
    movements.customer_id,
    movements.document_id,
    movements.instalment_number,
    movements.currency_code,
    movements.event_type,
    counterparts.document_id as counterpart_document_id,
    movements.effective_date,
    movements.amount,
    movements.amount_base,
    files.file_hash,
    cast(movements.record_number as bigint) as record_number
from {{ ref('int_item_movements') }} as movements
inner join {{ ref('int_files') }} as files
    on movements.file_id = files.file_id
left join counterparts
    on movements.counterpart_key = counterparts.document_key
order by movements.company_id, movements.document_id
