{# One row per contested document, epoch, allocation and the instalment that takes a part of it. #}

with recursive

sides as (

    select
        sides.*,
        cast(coalesce(sum(case when sides.reversed_date is null then sides.amount else 0 end) over (
            partition by sides.company_id, sides.document_id, sides.epoch_from
            order by sides.order_number
            rows between unbounded preceding and 1 preceding
        ), 0) as decimal(38, 4)) as amount_before,
        count(sides.instalment_number) over (
            partition by sides.company_id, sides.document_id, sides.epoch_from
        ) as numbered_count,
        count(*) over (partition by sides.company_id, sides.document_id, sides.epoch_from) as side_count
    from {{ ref('int_contested_sides') }} as sides

),

items as (

    select * from {{ ref('int_contested_items') }}

),

numbered_pieces as (

    select
        sides.company_id,
        sides.document_id,
        sides.epoch_from,
        sides.order_number,
        sides.instalment_number,
        sides.amount as piece_amount
    from sides
    where sides.instalment_number is not null
        and sides.numbered_count = sides.side_count

),

spread_pieces as (

    select
        sides.company_id,
        sides.document_id,
        sides.epoch_from,
        sides.order_number,
        items.instalment_number,
        cast(
            least(sides.amount_before + sides.amount, items.until_amount)
            - greatest(sides.amount_before, items.from_amount) as decimal(18, 4)
        ) as piece_amount
    from sides
    inner join items
        on sides.company_id = items.company_id
        and sides.document_id = items.document_id
        and sides.epoch_from = items.epoch_from
        and sides.amount_before < items.until_amount
        and items.from_amount < sides.amount_before + sides.amount
    where sides.numbered_count = 0

),

-- numbered and unnumbered allocations on one document: walk them in order, as each fills what the ones before left open
mixed_documents as (

    select
        items.company_id,
        items.document_id,
        items.epoch_from,
        list(items.instalment_number order by items.position) as numbers,
        list(cast(items.amount as decimal(38, 4)) order by items.position) as capacities
    from items
    inner join (
        select distinct company_id, document_id, epoch_from from sides
        where numbered_count > 0 and numbered_count < side_count
    ) as mixed
        on items.company_id = mixed.company_id
        and items.document_id = mixed.document_id
        and items.epoch_from = mixed.epoch_from
    group by items.company_id, items.document_id, items.epoch_from

),

walk as (

    select
        mixed_documents.company_id,
        mixed_documents.document_id,
        mixed_documents.epoch_from,
        cast(0 as bigint) as order_number,
        mixed_documents.numbers,
        mixed_documents.capacities as open_amounts,
        list_transform(mixed_documents.capacities, lambda x: cast(0 as decimal(38, 4))) as taken_amounts
    from mixed_documents

    union all

    select
        steps.company_id,
        steps.document_id,
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
            walk.company_id,
            walk.document_id,
            walk.epoch_from,
            sides.order_number,
            sides.reversed_date,
            walk.numbers,
            walk.open_amounts,
            list_transform(walk.open_amounts, lambda x, i: cast(
                case
                    when sides.instalment_number is not null
                        then case when walk.numbers[i] = sides.instalment_number then sides.amount else 0 end
                    when i = len(walk.open_amounts)
                        then greatest(sides.amount - coalesce(list_sum(list_transform(
                            walk.open_amounts[1:i - 1], lambda y: greatest(y, 0)
                        )), 0), 0)
                    else greatest(least(greatest(x, 0), sides.amount - coalesce(list_sum(list_transform(
                        walk.open_amounts[1:i - 1], lambda y: greatest(y, 0)
                    )), 0)), 0)
                end as decimal(38, 4)
            )) as taken_amounts
        from walk
        inner join sides
            on walk.company_id = sides.company_id
            and walk.document_id = sides.document_id
            and walk.epoch_from = sides.epoch_from
            and walk.order_number + 1 = sides.order_number
    ) as steps

),

walked_pieces as (

    select
        walk.company_id,
        walk.document_id,
        walk.epoch_from,
        walk.order_number,
        unnest(walk.numbers) as instalment_number,
        cast(unnest(walk.taken_amounts) as decimal(18, 4)) as piece_amount
    from walk
    where walk.order_number > 0

),

pieces as (

    select * from numbered_pieces
    union all
    select * from spread_pieces
    union all
    select * from walked_pieces
    where piece_amount > 0

),

final as (

    select
        sides.company_id,
        sides.document_id,
        pieces.instalment_number,
        sides.epoch_from,
        sides.epoch_until,
        sides.order_number,
        sides.allocation_id,
        sides.side,
        sides.counterpart_document_id,
        sides.effect_date,
        sides.reversed_date,
        pieces.piece_amount,
        items.amount as item_amount,
        cast(coalesce(sum(case when sides.reversed_date is null then pieces.piece_amount else 0 end) over (
            partition by sides.company_id, sides.document_id, sides.epoch_from, pieces.instalment_number
            order by sides.order_number
            rows between unbounded preceding and 1 preceding
        ), 0) as decimal(38, 4)) as amount_before,
        sides.file_hash,
        sides.record_number
    from pieces
    inner join sides
        on pieces.company_id = sides.company_id
        and pieces.document_id = sides.document_id
        and pieces.epoch_from = sides.epoch_from
        and pieces.order_number = sides.order_number
    inner join items
        on pieces.company_id = items.company_id
        and pieces.document_id = items.document_id
        and pieces.epoch_from = items.epoch_from
        and pieces.instalment_number = items.instalment_number

)

select * from final
