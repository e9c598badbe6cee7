{# One row per event of a foreign item that needs the grid, and one per cell of the grid whose base moved without an event: a rounding, or a rate that arrived. #}

with

events as (

    select
        events.*,
        row_number() over same_cell as position,
        count(*) over (
            partition by
                events.document_key, events.instalment_number,
                events.effective_date, events.known_at
        ) as event_count
    from {{ ref('int_foreign_events') }} as events
    where events.needs_grid
    window same_cell as (
        partition by
            events.document_key, events.instalment_number,
            events.effective_date, events.known_at
        order by
            case when events.is_taken_back then 0 else 1 end,
            events.file_id,
            events.record_number,
            events.event_code
    )

),

cells as (

    select * from {{ ref('int_foreign_cells') }}

),

celled as (

    select
        events.*,
        cells.cell_base,
        cast(case
            when events.is_taken_back
                then {{ base_of_conversion('events.amount', 'cells', 'previous_') }}
            else {{ base_of_conversion('events.amount', 'cells') }}
        end as decimal(18, 4)) as own_base
    from events
    inner join cells
        on events.document_key = cells.document_key
        and events.instalment_number = cells.instalment_number
        and events.effective_date = cells.effective_date
        and events.known_at = cells.known_at

),

shared as (

    select
        celled.*,
        celled.cell_base - coalesce(sum(celled.own_base) over (
            partition by
                celled.document_key,
                celled.instalment_number,
                celled.effective_date,
                celled.known_at
            order by celled.position
            rows between unbounded preceding and 1 preceding
        ), 0) as left_base
    from celled

),

event_bases as (

    select
        shared.* exclude (
            cell_base, own_base, left_base, position, event_count, needs_grid, is_foreign
        ),
        -- the last event of a cell takes what the others leave
        cast(case
            when shared.position < shared.event_count then shared.own_base
            when shared.own_base is null and shared.left_base = 0 then null
            else shared.left_base
        end as decimal(18, 4)) as amount_base
    from shared

),

openings as (

    select
        events.*,
        lead(events.known_at, 1, {{ never_timestamp() }}) over (
            partition by events.document_key, events.instalment_number
            order by events.known_at
        ) as next_known_at
    from events
    where events.event_code = 'opened'
        and not events.is_taken_back

),

base_only as (

    select
        cells.document_key,
        cells.instalment_number,
        openings.company_id,
        openings.document_id,
        openings.customer_id,
        openings.currency_code,
        'conversion' as event_type,
        'base-' || cast(cells.effective_date as varchar) as event_code,
        cells.effective_date,
        cast(0 as decimal(18, 4)) as amount,
        openings.file_id,
        openings.record_number,
        false as is_taken_back,
        cells.known_at,
        cells.cell_base as amount_base
    from cells
    inner join openings
        on cells.document_key = openings.document_key
        and cells.instalment_number = openings.instalment_number
        and cells.known_at >= openings.known_at
        and cells.known_at < openings.next_known_at
    left join events
        on cells.document_key = events.document_key
        and cells.instalment_number = events.instalment_number
        and cells.effective_date = events.effective_date
        and cells.known_at = events.known_at
    where events.document_key is null
        and cells.cell_base <> 0

),

final as (

    select * from event_bases
    union all by name
    select * from base_only

)

select * from final
