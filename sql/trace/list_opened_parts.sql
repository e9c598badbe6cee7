-- Parts of what the ledger's document of a finding opened with, positive: the events that opened its instalments.
-- Names: measure
select
    chosen.row_id,
    events.event_id,
    events.company_id,
    events.document_id,
    chosen.document_number,
    events.instalment_number,
    events.event_type,
    events.effective_date,
    case
        when events.event_type = 'credit_note' then -events.{{ measure }}
        else events.{{ measure }}
    end as amount,
    events.file_hash,
    events.record_number
from chosen
inner join marts.fct_ledger_events as events
    on chosen.company_id = events.company_id
    and chosen.document_id = events.document_id
    and chosen.document_type = events.event_type
where chosen.ledger_amount is not null
