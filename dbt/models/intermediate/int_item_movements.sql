{# One row per movement of an open item as known now, with its base amount: base(balance after) − base(balance before). #}

with

events as (

    select * from {{ ref('int_item_events') }}
    where known_until = {{ never_timestamp() }}

),

conversions as (

    select * from {{ ref('int_item_conversions') }}
    where known_until = {{ never_timestamp() }}

),

local_movements as (

    select
        events.*,
        cast(events.amount as decimal(18, 4)) as amount_base
    from events
    where not events.is_foreign

),

foreign_movements as (

    select
        events.*,
        conversions.numerator,
        conversions.denominator,
        conversions.minor_units,
        cast(sum(events.amount) over (
            partition by events.company_id, events.document_id, events.instalment_number
            order by events.effective_date, events.event_kind = 'opened' desc, events.known_at, events.event_id
            rows between unbounded preceding and current row
        ) as decimal(38, 4)) as balance_after
    from events
    left join conversions
        on events.company_id = conversions.company_id
        and events.document_id = conversions.document_id
        and events.instalment_number = conversions.instalment_number
    where events.is_foreign

),

final as (

    select * from local_movements

    union all by name

    select
        foreign_movements.* exclude (numerator, denominator, minor_units, balance_after),
        case
            when foreign_movements.numerator is not null then cast(
                {{ base_of_balance('foreign_movements.balance_after', 'foreign_movements.numerator', 'foreign_movements.denominator', 'foreign_movements.minor_units') }}
                - {{ base_of_balance('(foreign_movements.balance_after - foreign_movements.amount)', 'foreign_movements.numerator', 'foreign_movements.denominator', 'foreign_movements.minor_units') }}
                as decimal(18, 4)
            )
        end as amount_base
    from foreign_movements

)

select * from final
