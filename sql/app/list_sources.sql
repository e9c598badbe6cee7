-- What each source sent: files, records, what was refused, when it last sent and how often it does.
-- Parameters: $company_ids (null: every company; else only sources none of whose files holds another company's events)
-- Returns: source, file_count, record_count, reject_count, ignored_count, last_received_at, usual_gap_days (between the days
--   on which it sent; null when it sent on one), silent_days (to the newest file of the build), is_late
with

hidden as (

    select distinct files.source
    from marts.fct_files as files
    inner join marts.fct_ledger_events as events
        on files.file_hash = events.file_hash
    where $company_ids is not null
        and events.company_id not in (select unnest($company_ids))

),

shown as (

    select distinct files.source
    from marts.fct_files as files
    inner join marts.fct_ledger_events as events
        on files.file_hash = events.file_hash
    where $company_ids is not null
        and events.company_id in (select unnest($company_ids))

),

sent as (

    select
        files.*,
        coalesce(files.extracted_at, files.received_at) as sent_at
    from marts.fct_files as files
    where $company_ids is null
        or (
            files.source in (select shown.source from shown)
            and files.source not in (select hidden.source from hidden)
        )

),

days as (

    select
        source,
        cast(sent_at as date) as day,
        cast(sent_at as date) - lag(cast(sent_at as date)) over (
            partition by source
            order by cast(sent_at as date)
        ) as gap_days
    from (
        select distinct
            source,
            date_trunc('day', sent_at) as sent_at
        from sent
    ) as sent_days

),

gaps as (

    select
        source,
        cast(quantile_disc(gap_days, 0.5) as integer) as usual_gap_days,
        max(day) as last_day
    from days
    group by source

),

newest as (

    select max(cast(sent_at as date)) as day from sent

)

select
    sent.source,
    count(*) as file_count,
    cast(sum(sent.record_count) as bigint) as record_count,
    cast(sum(sent.reject_count) as bigint) as reject_count,
    cast(sum(sent.ignored_count) as bigint) as ignored_count,
    max(sent.received_at) as last_received_at,
    any_value(gaps.usual_gap_days) as usual_gap_days,
    cast(any_value(newest.day - gaps.last_day) as integer) as silent_days,
    coalesce(any_value(newest.day - gaps.last_day > 2 * gaps.usual_gap_days), false) as is_late
from sent
inner join gaps
    on sent.source = gaps.source
cross join newest
group by sent.source
order by is_late desc, reject_count desc, sent.source asc
