{# One row per contested document, epoch and allocation: does it pass an item's amount, and from when does it take effect. #}

with

pieces as (

    select
        pieces.*,
        pieces.amount_before + pieces.piece_amount > pieces.item_amount as is_over
    from {{ ref('int_contested_pieces') }} as pieces

),

judged as (

    select
        pieces.*,
        cast(coalesce(sum(case when pieces.reversed_date is null and not pieces.is_over then pieces.piece_amount else 0 end) over (
            partition by pieces.company_id, pieces.document_id, pieces.epoch_from, pieces.instalment_number
            order by pieces.order_number
            rows between unbounded preceding and 1 preceding
        ), 0) as decimal(38, 4)) as accepted_before
    from pieces

),

-- a reversed allocation leaves the running total, but while it stood the item could not hold another in its place
blockers as (

    select
        later.company_id,
        later.document_id,
        later.epoch_from,
        later.instalment_number,
        later.order_number,
        cast(sum(reversed.piece_amount) as decimal(38, 4)) as overlapping_amount,
        max(reversed.reversed_date) as free_date
    from judged as reversed
    inner join judged as later
        on reversed.company_id = later.company_id
        and reversed.document_id = later.document_id
        and reversed.epoch_from = later.epoch_from
        and reversed.instalment_number = later.instalment_number
        and reversed.order_number < later.order_number
        and reversed.reversed_date > later.effect_date
    where not reversed.is_over
        and reversed.effect_date < reversed.reversed_date
    group by later.company_id, later.document_id, later.epoch_from, later.instalment_number, later.order_number

),

final as (

    select
        judged.company_id,
        judged.document_id,
        judged.allocation_id,
        judged.side,
        judged.epoch_from,
        judged.epoch_until,
        bool_or(judged.is_over) as is_rejected,
        bool_and(not judged.is_over or judged.accepted_before + judged.piece_amount <= judged.item_amount) as is_victim,
        max(case
            when judged.amount_before + judged.piece_amount + blockers.overlapping_amount > judged.item_amount
                then greatest(blockers.free_date, judged.effect_date)
            else judged.effect_date
        end) as effect_date
    from judged
    left join blockers
        on judged.company_id = blockers.company_id
        and judged.document_id = blockers.document_id
        and judged.epoch_from = blockers.epoch_from
        and judged.instalment_number = blockers.instalment_number
        and judged.order_number = blockers.order_number
    group by
        judged.company_id, judged.document_id, judged.allocation_id, judged.side, judged.epoch_from, judged.epoch_until

)

select * from final
