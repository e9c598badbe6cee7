{#
    One row per contested document, part of an epoch, and allocation: does it pass an item's amount,
    and from when does it take effect?
#}

with

judged as (

    select * from {{ ref('int_contested_hearings') }}

),

sides as (

    select * from {{ ref('int_contested_sides') }}

),

capacities as (

    select
        items.document_key,
        items.epoch_from,
        cast(sum(items.amount) as decimal(38, 4)) as capacity_amount
    from {{ ref('int_contested_items') }} as items
    group by items.document_key, items.epoch_from

),

-- a reversed allocation leaves the running total, but while it stood nothing else took its place
blockers as (

    select
        later.document_key,
        later.part_from,
        later.instalment_number,
        later.order_number,
        cast(sum(reversed.piece_amount) as decimal(38, 4)) as overlapping_amount,
        max(reversed.reversed_date) as free_date
    from judged as reversed
    inner join judged as later
        on reversed.document_key = later.document_key
        and reversed.part_from = later.part_from
        and reversed.instalment_number = later.instalment_number
        and reversed.order_number < later.order_number
        and reversed.reversed_date > later.effect_date
    where not reversed.is_rejected_whole
        and reversed.effect_date < reversed.reversed_date
    group by
        later.document_key,
        later.part_from,
        later.instalment_number,
        later.order_number

),

final as (

    select
        judged.document_key,
        judged.allocation_key,
        judged.side,
        judged.part_from as epoch_from,
        judged.part_until as epoch_until,
        bool_or(judged.is_over) as is_rejected,
        -- would it fit if the rejected ones before it were away?
        bool_and(case
            when not judged.is_over then true
            when sides.instalment_number is not null
                then judged.accepted_before + judged.piece_amount <= judged.item_amount
            else judged.accepted_on_document + sides.amount <= capacities.capacity_amount
        end) as is_victim,
        max(case
            when
                judged.amount_before + judged.piece_amount + blockers.overlapping_amount
                > judged.item_amount
                then greatest(blockers.free_date, judged.effect_date)
            else judged.effect_date
        end) as effect_date
    from judged
    inner join sides
        on judged.document_key = sides.document_key
        and judged.epoch_from = sides.epoch_from
        and judged.order_number = sides.order_number
    inner join capacities
        on judged.document_key = capacities.document_key
        and judged.epoch_from = capacities.epoch_from
    left join blockers
        on judged.document_key = blockers.document_key
        and judged.part_from = blockers.part_from
        and judged.instalment_number = blockers.instalment_number
        and judged.order_number = blockers.order_number
    group by
        judged.document_key,
        judged.allocation_key,
        judged.side,
        judged.part_from,
        judged.part_until

)

select * from final
