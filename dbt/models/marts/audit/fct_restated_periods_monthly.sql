{# One row per company and closed month that was reported: as reported, restated, as known. #}

with

events as (

    select * from {{ ref('int_event_periods') }}

),

changes as (

    select
        events.company_id,
        events.effective_month_number as month_number,
        events.amount_base as as_known_amount_base,
        0 as as_reported_amount_base,
        0 as restated_amount_base,
        0 as reported_later_amount_base
    from events

    union all

    select
        events.company_id,
        events.reported_month_number as month_number,
        0 as as_known_amount_base,
        events.amount_base as as_reported_amount_base,
        0 as restated_amount_base,
        case
            when events.restated_month_number is not null then events.amount_base
            else 0
        end as reported_later_amount_base
    from events

    union all

    select
        events.company_id,
        events.restated_month_number as month_number,
        0 as as_known_amount_base,
        0 as as_reported_amount_base,
        events.amount_base as restated_amount_base,
        0 as reported_later_amount_base
    from events
    where events.restated_month_number is not null

),

months as (

    select
        changes.company_id,
        changes.month_number,
        sum(changes.as_known_amount_base) as as_known_amount_base,
        sum(changes.as_reported_amount_base) as as_reported_amount_base,
        sum(changes.restated_amount_base) as restated_amount_base,
        sum(changes.reported_later_amount_base) as reported_later_amount_base
    from changes
    group by changes.company_id, changes.month_number

),

closes as (

    select * from {{ ref('int_period_closes') }}

),

cumulated as (

    select
        closes.company_id,
        closes.period_end_date,
        closes.close_at,
        closes.is_reported,
        coalesce(months.restated_amount_base, 0) as restated_amount_base,
        sum(coalesce(months.as_known_amount_base, 0)) over company_months as as_known_amount_base,
        sum(coalesce(months.as_reported_amount_base, 0)) over company_months
            as as_reported_amount_base,
        sum(
            coalesce(months.restated_amount_base, 0)
            - coalesce(months.reported_later_amount_base, 0)
        ) over company_months as unreported_amount_base
    from closes
    left join months
        on closes.company_id = months.company_id
        and closes.month_number = months.month_number
    window company_months as (
        partition by closes.company_id
        order by closes.month_number
        rows between unbounded preceding and current row
    )

),

final as (

    select
        cumulated.period_end_date,
        cumulated.company_id,
        cumulated.close_at,
        cast(cumulated.as_reported_amount_base as decimal(38, 4)) as as_reported_amount_base,
        cast(cumulated.restated_amount_base as decimal(38, 4)) as restated_amount_base,
        cast(
            cumulated.unreported_amount_base - cumulated.restated_amount_base as decimal(38, 4)
        ) as carried_amount_base,
        cast(cumulated.as_known_amount_base as decimal(38, 4)) as as_known_amount_base
    from cumulated
    where cumulated.is_reported

)

select * from final
