{# One row per debit that opened again after a month end on which it was closed, month and state: what to take from that month's moves. #}

with

openings as (

    select distinct
        company_id,
        document_id,
        document_number,
        instalment_number,
        event_id,
        file_hash,
        record_number
    from {{ ref('pieces') }}

)

select
    reopenings.company_id,
    reopenings.segment,
    reopenings.document_id,
    openings.document_number,
    reopenings.instalment_number,
    reopenings.due_date,
    cast({{ month_end('reopenings.month_number - 1') }} + 1 as date) as month_start,
    reopenings.settled_state,
    reopenings.amount_base,
    openings.event_id,
    openings.file_hash,
    openings.record_number
from {{ ref('int_roll_reopenings') }} as reopenings
inner join openings
    on reopenings.company_id = openings.company_id
    and reopenings.document_id = openings.document_id
    and reopenings.instalment_number = openings.instalment_number
