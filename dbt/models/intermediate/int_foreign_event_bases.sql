{#
    One row per event of a foreign item with its base amount, and one per day and knowledge whose base moved without an event (a rounding, or a
    rate that arrived). Where knowledge came in the order of effect, a base is a running difference; else the mixed difference of the grid
    of effective dates × times of knowledge, so that the sum over both is base(balance) at any day known at any time.
#}

with

events as (

    select
        events.*,
        lag(events.effective_date) over (
            partition by events.company_id, events.document_id, events.instalment_number
            order by events.known_at, events.effective_date
        ) as previous_effective_date
    from {{ ref('int_item_events') }} as events
    where events.is_foreign

),

conversions as (

    select * from {{ ref('int_item_conversions') }}

),

conversion_counts as (

    select
        company_id,
        document_id,
        instalment_number,
        count(*) as conversion_count,
        min(known_from) as converted_from
    from conversions
    group by company_id, document_id, instalment_number

),

items as (

    select
        events.company_id,
        events.document_id,
        events.instalment_number,
        bool_or(events.previous_effective_date > events.effective_date)
        or bool_or(events.is_taken_back)
        or max(coalesce(conversion_counts.conversion_count, 0)) > 1
        or max(conversion_counts.converted_from) > min(events.known_at) as needs_grid
    from events
    left join conversion_counts
        on events.company_id = conversion_counts.company_id
        and events.document_id = conversion_counts.document_id
        and events.instalment_number = conversion_counts.instalment_number
    group by events.company_id, events.document_id, events.instalment_number

),

running as (

    select
        events.*,
        conversions.numerator,
        conversions.denominator,
        conversions.minor_units,
        cast(sum(events.amount) over (
            partition by events.company_id, events.document_id, events.instalment_number
            order by events.known_at, events.effective_date, events.event_kind = 'opened' desc, events.event_id
            rows between unbounded preceding and current row
        ) as decimal(38, 4)) as balance_after
    from events
    inner join items
        on events.company_id = items.company_id
        and events.document_id = items.document_id
        and events.instalment_number = items.instalment_number
    left join conversions
        on events.company_id = conversions.company_id
        and events.document_id = conversions.document_id
        and events.instalment_number = conversions.instalment_number
    where not coalesce(items.needs_grid, false)

),

running_bases as (

    select
        running.event_id,
        running.company_id,
        running.customer_id,
        running.document_id,
        running.instalment_number,
        running.currency_code,
        running.event_type,
        running.effective_date,
        running.known_at,
        running.amount,
        case
            when running.numerator is not null then cast(
                {{ base_of_balance('running.balance_after', 'running.numerator', 'running.denominator', 'running.minor_units') }}
                - {{ base_of_balance('(running.balance_after - running.amount)', 'running.numerator', 'running.denominator', 'running.minor_units') }}
                as decimal(18, 4)
            )
        end as amount_base,
        running.file_hash,
        running.record_number
    from running

),

grid_events as (

    select events.*
    from events
    inner join items
        on events.company_id = items.company_id
        and events.document_id = items.document_id
        and events.instalment_number = items.instalment_number
    where items.needs_grid

),

grid_keys as (

    select distinct company_id, document_id, instalment_number from grid_events

),

days as (

    select distinct
        company_id, document_id, instalment_number, effective_date
    from grid_events

),

times as (

    select
        company_id, document_id, instalment_number, known_at
    from grid_events

    union

    select
        conversions.company_id, conversions.document_id, conversions.instalment_number, conversions.known_from as known_at
    from conversions
    inner join grid_keys
        on conversions.company_id = grid_keys.company_id
        and conversions.document_id = grid_keys.document_id
        and conversions.instalment_number = grid_keys.instalment_number

),

balances as (

    select
        days.company_id,
        days.document_id,
        days.instalment_number,
        days.effective_date,
        times.known_at,
        cast(coalesce(sum(grid_events.amount), 0) as decimal(38, 4)) as balance
    from days
    inner join times
        on days.company_id = times.company_id
        and days.document_id = times.document_id
        and days.instalment_number = times.instalment_number
    left join grid_events
        on days.company_id = grid_events.company_id
        and days.document_id = grid_events.document_id
        and days.instalment_number = grid_events.instalment_number
        and grid_events.effective_date <= days.effective_date
        and grid_events.known_at <= times.known_at
    group by days.company_id, days.document_id, days.instalment_number, days.effective_date, times.known_at

),

base_balances as (

    select
        balances.*,
        conversions.numerator,
        conversions.denominator,
        conversions.minor_units,
        coalesce(
            {{ base_of_balance('balances.balance', 'conversions.numerator', 'conversions.denominator', 'conversions.minor_units') }}, 0
        ) as base_balance
    from balances
    left join conversions
        on balances.company_id = conversions.company_id
        and balances.document_id = conversions.document_id
        and balances.instalment_number = conversions.instalment_number
        and conversions.known_from <= balances.known_at
        and balances.known_at < conversions.known_until

),

day_steps as (

    select
        base_balances.*,
        base_balances.base_balance - lag(base_balances.base_balance, 1, 0) over (
            partition by base_balances.company_id, base_balances.document_id, base_balances.instalment_number, base_balances.known_at
            order by base_balances.effective_date
        ) as day_step
    from base_balances

),

cells as (

    select
        day_steps.*,
        cast(day_steps.day_step - lag(day_steps.day_step, 1, 0) over (
            partition by day_steps.company_id, day_steps.document_id, day_steps.instalment_number, day_steps.effective_date
            order by day_steps.known_at
        ) as decimal(18, 4)) as cell_base
    from day_steps

),

ranked_events as (

    select
        grid_events.*,
        row_number() over (
            partition by
                grid_events.company_id, grid_events.document_id, grid_events.instalment_number, grid_events.effective_date,
                grid_events.known_at
            order by grid_events.event_id
        ) as position,
        count(*) over (
            partition by
                grid_events.company_id, grid_events.document_id, grid_events.instalment_number, grid_events.effective_date,
                grid_events.known_at
        ) as event_count
    from grid_events

),

celled_events as (

    select
        ranked_events.*,
        cells.cell_base,
        cells.numerator is not null as is_converted,
        cast(
            {{ base_of_balance('ranked_events.amount', 'cells.numerator', 'cells.denominator', 'cells.minor_units') }} as decimal(18, 4)
        ) as own_base
    from ranked_events
    inner join cells
        on ranked_events.company_id = cells.company_id
        and ranked_events.document_id = cells.document_id
        and ranked_events.instalment_number = cells.instalment_number
        and ranked_events.effective_date = cells.effective_date
        and ranked_events.known_at = cells.known_at

),

grid_bases as (

    select
        celled_events.event_id,
        celled_events.company_id,
        celled_events.customer_id,
        celled_events.document_id,
        celled_events.instalment_number,
        celled_events.currency_code,
        celled_events.event_type,
        celled_events.effective_date,
        celled_events.known_at,
        celled_events.amount,
        -- the last event of a cell takes what the others leave
        cast(case
            when not celled_events.is_converted then null
            when celled_events.position < celled_events.event_count then celled_events.own_base
            else celled_events.cell_base - coalesce(sum(celled_events.own_base) over (
                partition by
                    celled_events.company_id, celled_events.document_id, celled_events.instalment_number,
                    celled_events.effective_date, celled_events.known_at
                order by celled_events.position
                rows between unbounded preceding and 1 preceding
            ), 0)
        end as decimal(18, 4)) as amount_base,
        celled_events.file_hash,
        celled_events.record_number
    from celled_events

),

openings as (

    select
        company_id,
        document_id,
        instalment_number,
        min(customer_id) as customer_id,
        min(currency_code) as currency_code,
        min(file_hash) as file_hash,
        min_by(record_number, file_hash) as record_number
    from grid_events
    where event_kind = 'opened'
    group by company_id, document_id, instalment_number

),

base_only as (

    select
        concat_ws(
            '|', cells.company_id, cells.document_id, cast(cells.instalment_number as varchar), 'base',
            cast(cells.effective_date as varchar), strftime(cells.known_at, '%Y%m%d%H%M%S%f')
        ) as event_id,
        cells.company_id,
        openings.customer_id,
        cells.document_id,
        cells.instalment_number,
        openings.currency_code,
        'conversion' as event_type,
        cells.effective_date,
        cells.known_at,
        cast(0 as decimal(18, 4)) as amount,
        cells.cell_base as amount_base,
        openings.file_hash,
        openings.record_number
    from cells
    inner join openings
        on cells.company_id = openings.company_id
        and cells.document_id = openings.document_id
        and cells.instalment_number = openings.instalment_number
    left join grid_events
        on cells.company_id = grid_events.company_id
        and cells.document_id = grid_events.document_id
        and cells.instalment_number = grid_events.instalment_number
        and cells.effective_date = grid_events.effective_date
        and cells.known_at = grid_events.known_at
    where grid_events.event_id is null
        and cells.cell_base <> 0

),

final as (

    select * from running_bases
    union all
    select * from grid_bases
    union all
    select * from base_only

)

select * from final
