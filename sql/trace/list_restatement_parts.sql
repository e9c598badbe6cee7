-- Parts of a period's balance, as reported at its close, as known now, or what lies between: events.
-- Parameters: $view (as_reported, as_known, restated or carried). Names: measure
with

periods as (

    select
        chosen.row_id,
        chosen.company_id,
        chosen.period_end_date,
        closes.close_at
    from chosen
    inner join marts.fct_restated_periods_monthly as closes
        on chosen.company_id = closes.company_id
        and chosen.period_end_date = closes.period_end_date

)

select
    periods.row_id,
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
from periods
inner join marts.fct_ledger_events as events
    on periods.company_id = events.company_id
    and periods.period_end_date >= events.effective_date
left join marts.fct_restatements as restatements
    on events.company_id = restatements.company_id
    and events.event_id = restatements.event_id
    and periods.period_end_date = restatements.period_end_date
where $view = 'as_known'
    or ($view = 'as_reported' and events.known_at <= periods.close_at)
    or ($view = 'restated' and restatements.event_id is not null)
    or (
        $view = 'carried'
        and events.known_at > periods.close_at
        and restatements.event_id is null
    )
