{#
    One row per foreign item that needs it, effective date and time of knowledge: how the base balance at that day, known at that time, moved against
    the day before and the knowledge before. These mixed differences sum to base(balance) at any day known at any time.
#}

with

events as (

    select * from {{ ref('int_foreign_events') }}
    where needs_grid

),

days as (

    select distinct
        document_key,
        instalment_number,
        effective_date
    from events

),

times as (

    select
        document_key,
        instalment_number,
        known_at
    from events

    union

    select
        conversions.document_key,
        conversions.instalment_number,
        conversions.known_from as known_at
    from {{ ref('int_item_conversions') }} as conversions
    inner join days
        on conversions.document_key = days.document_key
        and conversions.instalment_number = days.instalment_number

),

balances as (

    select
        days.document_key,
        days.instalment_number,
        days.effective_date,
        times.known_at,
        cast(coalesce(sum(events.amount), 0) as decimal(38, 4)) as balance
    from days
    inner join times
        on days.document_key = times.document_key
        and days.instalment_number = times.instalment_number
    left join events
        on days.document_key = events.document_key
        and days.instalment_number = events.instalment_number
        and days.effective_date >= events.effective_date
        and times.known_at >= events.known_at
    group by days.document_key, days.instalment_number, days.effective_date, times.known_at

),

base_balances as (

    select
        balances.*,
        conversions.numerator,
        conversions.denominator,
        conversions.minor_units,
        coalesce(
            {{ base_of_conversion('balances.balance', 'conversions') }}, 0
        ) as base_balance
    from balances
    left join {{ ref('int_item_conversions') }} as conversions
        on balances.document_key = conversions.document_key
        and balances.instalment_number = conversions.instalment_number
        and balances.known_at >= conversions.known_from
        and balances.known_at < conversions.known_until

),

day_steps as (

    select
        base_balances.*,
        base_balances.base_balance - lag(base_balances.base_balance, 1, 0) over (
            partition by
                base_balances.document_key,
                base_balances.instalment_number,
                base_balances.known_at
            order by base_balances.effective_date
        ) as day_step
    from base_balances

),

final as (

    select
        day_steps.document_key,
        day_steps.instalment_number,
        day_steps.effective_date,
        day_steps.known_at,
        day_steps.numerator,
        day_steps.denominator,
        day_steps.minor_units,
        -- what is taken back was converted at the rate in force until then
        lag(day_steps.numerator) over knowledge as previous_numerator,
        lag(day_steps.denominator) over knowledge as previous_denominator,
        lag(day_steps.minor_units) over knowledge as previous_minor_units,
        cast(
            day_steps.day_step - lag(day_steps.day_step, 1, 0) over knowledge as decimal(18, 4)
        ) as cell_base
    from day_steps
    window knowledge as (
        partition by day_steps.document_key, day_steps.instalment_number, day_steps.effective_date
        order by day_steps.known_at
    )

)

select * from final
