{#
    One row per pay-run calendar, country and business day on which it pays: its weekday or its day of
    the month (the last one, where the month is shorter), or the first business day after it.
#}

with

pay_runs as (

    select
        pay_run,
        cast(pay_weekday as integer) as pay_weekday,
        cast(pay_day_of_month as integer) as pay_day_of_month
    from {{ ref('pay_runs') }}

),

business_days as (

    select
        business_days.*,
        {{ iso_weekday('business_days.calendar_date') }} as weekday,
        cast(extract(day from business_days.calendar_date) as integer) as day_of_month,
        cast(extract(
            day from {{ month_end(month_number('business_days.calendar_date')) }}
        ) as integer) as month_days
    from {{ ref('int_business_days') }} as business_days

),

final as (

    select distinct
        pay_runs.pay_run,
        business_days.country_code,
        business_days.next_business_date as pay_date
    from business_days
    inner join pay_runs
        on business_days.weekday = pay_runs.pay_weekday
        or business_days.day_of_month = least(pay_runs.pay_day_of_month, business_days.month_days)

)

select * from final
