-- The twelve newest periods up to a day: as reported at their close, what restates them, as known.
-- Parameters: $company_id, $as_of_date
-- Returns: period_end_date, as_reported_amount, restated_amount, carried_amount, as_known_amount, event_count
with

counts as (

    select
        restatements.period_end_date,
        count(*) as event_count
    from marts.fct_restatements as restatements
    where restatements.company_id = $company_id
    group by restatements.period_end_date

)

select
    periods.period_end_date,
    periods.as_reported_amount_base as as_reported_amount,
    periods.restated_amount_base as restated_amount,
    periods.carried_amount_base as carried_amount,
    periods.as_known_amount_base as as_known_amount,
    cast(coalesce(counts.event_count, 0) as integer) as event_count
from marts.fct_restated_periods_monthly as periods
left join counts
    on periods.period_end_date = counts.period_end_date
where periods.company_id = $company_id
    and periods.period_end_date <= cast($as_of_date as date)
order by periods.period_end_date desc
limit 12
