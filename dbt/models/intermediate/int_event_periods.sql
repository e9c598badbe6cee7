{#
    One row per ledger event, with the month from which it counts as known now, the month from which
    it counts as reported at the close, and the first reported month between, which it restates.
#}

with

closes as (

    select * from {{ ref('int_period_closes') }}

),

companies as (

    select
        company_id,
        max(close_lag_days) as close_lag_days,
        min(month_number) filter (where is_reported) as first_reported_month_number
    from closes
    group by company_id

),

events as (

    select
        events.event_id,
        events.company_id,
        events.amount_base,
        events.known_at,
        {{ month_number('events.effective_date') }} as effective_month_number,
        -- time zones move a day by less than one: the month of the first close after it, or the
        -- month before
        {{ month_number(
            add_days('cast(events.known_at as date)', '-1 - companies.close_lag_days')
        ) }} as near_month_number,
        companies.first_reported_month_number
    from {{ ref('fct_ledger_events') }} as events
    inner join companies
        on events.company_id = companies.company_id

),

dated as (

    select
        events.event_id,
        events.company_id,
        events.amount_base,
        events.effective_month_number,
        greatest(
            events.effective_month_number,
            events.near_month_number + case when closes.close_at < events.known_at then 1 else 0 end
        ) as reported_month_number,
        greatest(
            events.effective_month_number, events.first_reported_month_number
        ) as restated_month_number
    from events
    left join closes
        on events.company_id = closes.company_id
        and events.near_month_number = closes.month_number

),

final as (

    select
        dated.event_id,
        dated.company_id,
        dated.amount_base,
        dated.effective_month_number,
        dated.reported_month_number,
        case
            when dated.restated_month_number < dated.reported_month_number
                and dated.restated_month_number <= {{ last_month_number() }}
                then dated.restated_month_number
        end as restated_month_number
    from dated

)

select * from final
