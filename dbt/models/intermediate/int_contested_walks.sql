{#
    One row per allocation and instalment of contested documents on which some allocations name
    their instalment and others don't: walked in order, each fills what the ones before left open.
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

walk as (

    select
        items.document_key,
        items.epoch_from,
        cast(0 as bigint) as order_number,
        items.instalment_number,
        items.position,
        items.item_count,
        cast(items.amount as decimal(38, 4)) as open_amount,
        cast(0 as decimal(38, 4)) as taken_amount
    from {{ ref('int_contested_items') }} as items
    inner join mixed_documents
        on items.document_key = mixed_documents.document_key
        and items.epoch_from = mixed_documents.epoch_from

    union all

    select
        steps.document_key,
        steps.epoch_from,
        steps.order_number,
        steps.instalment_number,
        steps.position,
        steps.item_count,
        cast(
            case
                when steps.reversed_date is null then steps.open_amount - steps.taken_amount
                else steps.open_amount
            end as decimal(38, 4)
        ) as open_amount,
        steps.taken_amount
    from (
        select
            walk.document_key,
            walk.epoch_from,
            sides.order_number,
            sides.reversed_date,
            walk.instalment_number,
            walk.position,
            walk.item_count,
            walk.open_amount,
            cast(
                case
                    when sides.instalment_number = walk.instalment_number then sides.amount
                    when sides.instalment_number is not null then 0
                    else greatest(0, least(
                            -- what no instalment can take goes to the last
                            case
                                when walk.position = walk.item_count then sides.amount
                                else greatest(walk.open_amount, 0)
                            end,
                            sides.amount - coalesce(sum(greatest(walk.open_amount, 0)) over (
                                partition by walk.document_key, walk.epoch_from
                                order by walk.position
                                rows between unbounded preceding and 1 preceding
                            ), 0)
                        ))
                end as decimal(38, 4)
            ) as taken_amount
        from walk
        inner join sides
            on walk.document_key = sides.document_key
            and walk.epoch_from = sides.epoch_from
            and walk.order_number + 1 = sides.order_number
    ) as steps

),

final as (

    select
        document_key,
        epoch_from,
        order_number,
        instalment_number,
        cast(taken_amount as decimal(18, 4)) as piece_amount
    from walk
    where order_number > 0
        and taken_amount > 0

)

select * from final
