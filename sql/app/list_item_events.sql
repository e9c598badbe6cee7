-- The ledger events of an open item up to a day, oldest first, with the balance after each and the record it came from.
-- Parameters: $company_id, $currency_view, $as_of_date, $document_id, $instalment_number
-- Returns: event_id, event_type, effective_date, known_at, amount, balance_amount, file_hash, file_name, record_number
select
    events.event_id,
    events.event_type,
    events.effective_date,
    events.known_at,
    cast(
        case when $currency_view = 'base' then events.amount_base else events.amount end as decimal(
            38, 4
        )
    ) as amount,
    cast(
        sum(case when $currency_view = 'base' then events.amount_base else events.amount end) over (
            order by events.effective_date, events.known_at, events.event_id
            rows between unbounded preceding and current row
        ) as decimal(38, 4)
    ) as balance_amount,
    events.file_hash,
    coalesce(files.file_name, events.file_hash) as file_name,
    events.record_number
from marts.fct_ledger_events as events
left join marts.fct_files as files
    on events.file_hash = files.file_hash
where events.company_id = $company_id
    and events.document_id = $document_id
    and events.instalment_number = $instalment_number
    and events.effective_date <= cast($as_of_date as date)
order by events.effective_date, events.known_at, events.event_id
