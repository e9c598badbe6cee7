-- Each source: its files, and a calendar of the 28 days to the newest file or as-of date: ● files came, ○ they were due by the
-- source's usual gap and did not, · nothing was due. To one who may see every company.
-- Parameters: $company_ids
-- Returns: source, file_count, record_count, reject_count, last_date, usual_gap_days, next_date, is_late, calendar
with

files as (

    select
        files.*,
        cast(coalesce(files.extracted_at, files.received_at) as date) as file_date
    from marts.fct_files as files
    where $company_ids is null

),

days as (

    select distinct
        files.source,
        files.file_date
    from files

),

gaps as (

    select
        days.source,
        days.file_date,
        days.file_date - lag(days.file_date) over (
            partition by days.source order by days.file_date
        ) as gap_days
    from days

),

usual as (

    select
        gaps.source,
        case
            when count(gaps.gap_days) > 0
                then cast(ceil(quantile_cont(gaps.gap_days, 0.75)) as integer)
        end as usual_gap_days
    from gaps
    group by gaps.source

),

newest as (

    select greatest(max(builds.as_of_date), max(days.file_date)) as newest_date
    from trace.build as builds
    cross join days

),

calendar_days as (

    select
        newest.newest_date - cast(numbers.number as integer) as calendar_date,
        numbers.number
    from newest
    cross join range(0, 28) as numbers (number)

),

marks as (

    select
        usual.source,
        calendar_days.calendar_date,
        calendar_days.number,
        max(case when days.file_date = calendar_days.calendar_date then 1 else 0 end) = 1
            as is_received,
        calendar_days.calendar_date - max(days.file_date) as days_since,
        usual.usual_gap_days
    from usual
    cross join calendar_days
    left join days
        on usual.source = days.source
        and calendar_days.calendar_date >= days.file_date
    group by
        usual.source, calendar_days.calendar_date, calendar_days.number, usual.usual_gap_days

),

calendars as (

    select
        marks.source,
        string_agg(
            case
                when marks.is_received then '●'
                when marks.days_since >= marks.usual_gap_days then '○'
                else '·'
            end, '' order by marks.number desc
        ) as calendar
    from marks
    group by marks.source

),

summed as (

    select
        files.source,
        count(*) as file_count,
        sum(files.record_count) as record_count,
        sum(files.reject_count) as reject_count,
        max(files.file_date) as last_date
    from files
    group by files.source

)

select
    summed.source,
    cast(summed.file_count as integer) as file_count,
    cast(summed.record_count as bigint) as record_count,
    cast(summed.reject_count as bigint) as reject_count,
    summed.last_date,
    usual.usual_gap_days,
    summed.last_date + usual.usual_gap_days as next_date,
    coalesce(summed.last_date + usual.usual_gap_days < newest.newest_date, false) as is_late,
    calendars.calendar
from summed
cross join newest
inner join usual
    on summed.source = usual.source
inner join calendars
    on summed.source = calendars.source
order by summed.source
