{# One row per contested document, epoch, allocation and the instalment that takes a part of it. #}

with

sides as (

    select * from {{ ref('int_contested_orders') }}

),

items as (

    select * from {{ ref('int_contested_items') }}

),

numbered_pieces as (

    select
        document_key,
        epoch_from,
        order_number,
        instalment_number,
        amount as piece_amount
    from sides
    where numbered_count = side_count

),

spread_pieces as (

    select
        sides.document_key,
        sides.epoch_from,
        sides.order_number,
        items.instalment_number,
        cast(
            least(sides.amount_before + sides.amount, items.until_amount)
            - greatest(sides.amount_before, items.from_amount) as decimal(18, 4)
        ) as piece_amount
    from sides
    inner join items
        on sides.document_key = items.document_key
        and sides.epoch_from = items.epoch_from
        and sides.amount_before < items.until_amount
        and items.from_amount < sides.amount_before + sides.amount
    where sides.numbered_count = 0

),

pieces as (

    select * from numbered_pieces
    union all
    select * from spread_pieces
    union all
    select * from {{ ref('int_contested_walks') }}

),

final as (

    select
        sides.document_key,
        pieces.instalment_number,
        sides.epoch_from,
        sides.epoch_until,
        sides.order_number,
        sides.allocation_key,
        sides.side,
        sides.counterpart_key,
        sides.counterpart_document_type,
        sides.effect_date,
        sides.reversed_date,
        pieces.piece_amount,
        items.amount as item_amount,
        cast(
            coalesce(
                sum(case when sides.reversed_date is null then pieces.piece_amount else 0 end)
                    over (
                        partition by sides.document_key, sides.epoch_from, pieces.instalment_number
                        order by sides.order_number
                        rows between unbounded preceding and 1 preceding
                    ), 0
            ) as decimal(38, 4)
        ) as amount_before,
        sides.file_id,
        sides.record_number
    from pieces
    inner join sides
        on pieces.document_key = sides.document_key
        and pieces.epoch_from = sides.epoch_from
        and pieces.order_number = sides.order_number
    inner join items
        on pieces.document_key = items.document_key
        and pieces.epoch_from = items.epoch_from
        and pieces.instalment_number = items.instalment_number

)

select * from final
