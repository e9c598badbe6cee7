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
    having count(*) > 1

),

uneven_items as (

    select
        events.document_key,
        events.instalment_number
    from events
    left join conversions
        on events.document_key = conversions.document_key
        and events.instalment_number = conversions.instalment_number
    where events.previous_effective_date > events.effective_date
        or events.is_taken_back
        or conversions.conversion_count > 1
    group by events.document_key, events.instalment_number

),

final as (

    select
        events.*,
        uneven_items.document_key is not null as needs_grid
    from events
    left join uneven_items
        on events.document_key = uneven_items.document_key
        and events.instalment_number = uneven_items.instalment_number

)

select * from final
