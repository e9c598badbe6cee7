{# One row per week of the forecast: Mondays to Sundays, the first from the day after the as-of date. #}

with

weeks as (

    {{ integer_series('1', '13', 'week_number') }}

),

first_week as (

    select
        {{ add_days(as_of_date(), 1) }} as start_date,
        {{ add_days(as_of_date(), '8 - ' ~ iso_weekday(add_days(as_of_date(), 1))) }} as end_date

),

dated as (

    select
        weeks.week_number,
        first_week.start_date,
        {{ add_days('first_week.end_date', '7 * (weeks.week_number - 1)') }} as week_end_date
    from weeks
    cross join first_week

),

final as (

    select
        dated.week_number,
        case
            when dated.week_number = 1 then dated.start_date
            else {{ add_days('dated.week_end_date', '-6') }}
        end as week_start_date,
        dated.week_end_date
    from dated

)

select * from final
