{#
    One row per event of a foreign item, and whether its base amounts need the grid of days × times:
    where knowledge came out of the order of effect, a version was taken back, or the rate changed.
#}

with

events as (

    select
        events.*,
        lag(events.effective_date) over (
            partition by events.document_key, events.instalment_number
            order by events.known_at, events.effective_date
        ) as previous_effective_date
    from {{ ref('int_item_events') }} as events
    where events.is_foreign

),

conversions as (

    select
        document_key,
        instalment_number,
        count(*) as conversion_count
    from {{ ref('int_item_conversions') }}
    group by document_key, instalment_number

),

items as (

    select
        events.document_key,
        events.instalment_number,
        coalesce(bool_or(events.previous_effective_date > events.effective_date), false)
        or bool_or(events.is_taken_back)
        or coalesce(max(conversions.conversion_count) > 1, false) as needs_grid
    from events
    left join conversions
        on events.document_key = conversions.document_key
        and events.instalment_number = conversions.instalment_number
    group by events.document_key, events.instalment_number

),

final as (

    select
        events.*,
        items.needs_grid
    from events
    inner join items
        on events.document_key = items.document_key
        and events.instalment_number = items.instalment_number

)

select * from final
