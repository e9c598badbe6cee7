-- Events that restate the period or one before it, that became known since the last binder.
-- Parameters: $period_end, $last_binder_at (a time; null: since ever)
select
    restatements.period_end_date,
    restatements.company_id,
    events.known_at,
    events.event_id,
    events.event_type,
    events.document_id,
    events.instalment_number,
    events.effective_date,
    events.amount_base,
    events.file_hash,
    events.record_number
from marts.fct_restatements as restatements
inner join marts.fct_ledger_events as events
    on restatements.company_id = events.company_id
    and restatements.event_id = events.event_id
where restatements.period_end_date <= $period_end
    and ($last_binder_at is null or events.known_at > cast($last_binder_at as timestamp))
order by
    restatements.company_id, restatements.period_end_date, events.known_at, events.event_id,
    events.file_hash, events.record_number
