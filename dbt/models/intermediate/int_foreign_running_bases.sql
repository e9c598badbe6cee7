{# One row per event of a foreign item whose knowledge came in the order of effect: its base amount is a running difference. #}

with

running as (

    select
        events.*,
        conversions.numerator,
        conversions.denominator,
        conversions.minor_units,
        cast(sum(events.amount) over (
            partition by events.document_key, events.instalment_number
            order by
                events.known_at asc,
                events.effective_date asc,
                events.event_code = 'opened' desc,
                events.file_id,
                events.record_number asc, events.event_code asc
            rows between unbounded preceding and current row
        ) as decimal(38, 4)) as balance_after
    from {{ ref('int_foreign_events') }} as events
    left join {{ ref('int_item_conversions') }} as conversions
        on events.document_key = conversions.document_key
        and events.instalment_number = conversions.instalment_number
    where not events.needs_grid

),

final as (

    select
        running.* exclude (
            numerator, denominator, minor_units, balance_after, needs_grid, is_foreign
        ),
        {{ base_of_movement('running') }} as amount_base
    from running

)

select * from final
