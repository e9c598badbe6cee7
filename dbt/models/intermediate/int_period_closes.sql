{#
    One row per company and month that is over, with the time at which its books closed: the end of
    its last day in company time, and the days of the close calendar.
#}

with

companies as (

    select * from {{ ref('int_companies') }}

),

close_calendar as (

    select * from {{ ref('close_calendar') }}

),

histories as (

    select
        company_id,
        min({{ month_number('effective_date') }}) as first_month_number,
        min(known_at) as first_known_at
    from {{ ref('fct_ledger_events') }}
    group by company_id

),

calendars as (

    select
        histories.company_id,
        histories.first_month_number,
        histories.first_known_at,
        coalesce(companies.time_zone, 'UTC') as time_zone,
        cast(coalesce(own_rows.close_lag_days, default_rows.close_lag_days) as integer)
            as close_lag_days
    from histories
    left join companies
        on histories.company_id = companies.company_id
    left join close_calendar as own_rows
        on histories.company_id = own_rows.company_id
    left join close_calendar as default_rows
        on default_rows.company_id = '*'

),

months as (

    {{ integer_series(
        '(select min(first_month_number) from histories)', last_month_number(), 'month_number'
    ) }}

),

closes as (

    select
        calendars.company_id,
        months.month_number,
        calendars.close_lag_days,
        calendars.first_known_at,
        {{ month_end('months.month_number') }} as period_end_date,
        {{ local_midnight(
            add_days(month_end('months.month_number'), '1 + calendars.close_lag_days'),
            'calendars.time_zone'
        ) }} as close_at
    from calendars
    inner join months
        on calendars.first_month_number <= months.month_number

),

final as (

    select
        closes.company_id,
        closes.month_number,
        closes.close_lag_days,
        closes.period_end_date,
        closes.close_at,
        closes.close_at >= closes.first_known_at as is_reported
    from closes

)

select * from final
