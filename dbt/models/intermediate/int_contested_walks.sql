{#
    One row per allocation and instalment of contested documents on which some allocations name their instalment and others don't: walked in order,
    each fills what the ones before it left open.
#}

with recursive

sides as (

    select * from {{ ref('int_contested_orders') }}
    where numbered_count > 0
        and numbered_count < side_count

),

mixed_documents as (

    select distinct
        document_key,
        epoch_from
    from sides

),

starts as (

    select
        items.document_key,
        items.epoch_from,
        list(items.instalment_number order by items.position) as numbers,
        list(cast(items.amount as decimal(38, 4)) order by items.position) as open_amounts
    from {{ ref('int_contested_items') }} as items
    inner join mixed_documents
        on items.document_key = mixed_documents.document_key
        and items.epoch_from = mixed_documents.epoch_from
    group by items.document_key, items.epoch_from

),

walk as (

    select
        starts.document_key,
        starts.epoch_from,
        cast(0 as bigint) as order_number,
        starts.numbers,
        starts.open_amounts,
        list_transform(starts.open_amounts, lambda x: cast(0 as decimal(38, 4))) as taken_amounts
    from starts

    union all

    select
        steps.document_key,
        steps.epoch_from,
        steps.order_number,
        steps.numbers,
        case
            when steps.reversed_date is null
                then list_transform(steps.open_amounts, lambda x, i: cast(x - steps.taken_amounts[i] as decimal(38, 4)))
            else steps.open_amounts
        end as open_amounts,
        steps.taken_amounts
    from (
        select
            walk.document_key,
            walk.epoch_from,
            sides.order_number,
            sides.reversed_date,
            walk.numbers,
            walk.open_amounts,
            list_transform(walk.open_amounts, lambda x, i: cast(
                case
                    when sides.instalment_number is not null
                        then case when walk.numbers[i] = sides.instalment_number then sides.amount else 0 end
                    else greatest(0, least(
                        -- what no instalment can take goes to the last
                        case when i = len(walk.open_amounts) then sides.amount else greatest(x, 0) end,
                        sides.amount - coalesce(
                            list_sum(list_transform(walk.open_amounts[1:i - 1], lambda y: greatest(y, 0))), 0
                        )
                    ))
                end as decimal(38, 4)
            )) as taken_amounts
        from walk
        inner join sides
            on walk.document_key = sides.document_key
            and walk.epoch_from = sides.epoch_from
            and walk.order_number + 1 = sides.order_number
    ) as steps

),

unnested as (

    select
        walk.document_key,
        walk.epoch_from,
        walk.order_number,
        unnest(walk.numbers) as instalment_number,
        cast(unnest(walk.taken_amounts) as decimal(18, 4)) as piece_amount
    from walk
    where walk.order_number > 0

)

select * from unnested
where piece_amount > 0
