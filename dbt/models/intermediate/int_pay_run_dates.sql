{#
    One row per pay-run calendar, country and business day on which its payments are posted: its
    weekday or its day of the month (the last one, where the month is shorter) or the first business
    day after it, and the business days that posting takes. And the share of all business days that
    are such: what would fall on them by chance.
#}

with

pay_runs as (

    select
        pay_run,
        cast(pay_weekday as integer) as pay_weekday,
        cast(pay_day_of_month as integer) as pay_day_of_month
    from {{ ref('pay_runs') }}

),

thresholds as (

    select * from {{ ref('int_payer_thresholds') }}

),

calendar_days as (

    select
        business_days.*,
        {{ iso_weekday('business_days.calendar_date') }} as weekday,
        cast(extract(day from business_days.calendar_date) as integer) as day_of_month,
        cast(extract(
            day from {{ month_end(month_number('business_days.calendar_date')) }}
        ) as integer) as month_days,
        dense_rank() over (
            partition by business_days.country_code
            order by business_days.next_business_date
        ) as business_number
    from {{ ref('int_business_days') }} as business_days
    where business_days.next_business_date is not null

),

business_days as (

    select * from calendar_days
    where calendar_date = next_business_date

),

day_counts as (

    select
        country_code,
        count(*) as business_day_count
    from business_days
    group by country_code

),

posted as (

    select distinct
        pay_runs.pay_run,
        calendar_days.country_code,
        business_days.calendar_date as posting_date
    from calendar_days
    cross join thresholds
    inner join pay_runs
        on calendar_days.weekday = pay_runs.pay_weekday
        or calendar_days.day_of_month = least(pay_runs.pay_day_of_month, calendar_days.month_days)
    inner join business_days
        on calendar_days.country_code = business_days.country_code
        and calendar_days.business_number <= business_days.business_number
        and calendar_days.business_number + thresholds.max_posting_days
        >= business_days.business_number

),

final as (

    select
        posted.pay_run,
        posted.country_code,
        posted.posting_date,
        {{ ratio(
            'count(*) over (partition by posted.pay_run, posted.country_code)',
            'day_counts.business_day_count'
        ) }} as chance_rate
    from posted
    inner join day_counts
        on posted.country_code = day_counts.country_code

)

select * from final
