-- Parts of what an event restates: the event itself.
-- Names: measure
select
    chosen.row_id,
    events.event_id,
    events.company_id,
    events.document_id,
    cast(null as varchar) as document_number,
    events.instalment_number,
    events.event_type,
    events.effective_date,
    events.{{ measure }} as amount,
    events.file_hash,
    events.record_number
from chosen
inner join marts.fct_ledger_events as events
    on chosen.company_id = events.company_id
    and chosen.event_id = events.event_id
