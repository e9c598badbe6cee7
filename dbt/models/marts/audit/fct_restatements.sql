{# One row per event that restates a closed month, at the first month end that it restates. #}

with

events as (

    select * from {{ ref('int_event_periods') }}
    where restated_month_number is not null

),

periods as (

    select * from {{ ref('fct_restated_periods_monthly') }}

),

final as (

    select
        periods.period_end_date,
        events.company_id,
        events.event_id,
        events.amount_base,
        periods.carried_amount_base,
        periods.as_reported_amount_base,
        periods.as_known_amount_base
    from events
    inner join periods
        on events.company_id = periods.company_id
        and {{ month_end('events.restated_month_number') }} = periods.period_end_date

)

select * from final
