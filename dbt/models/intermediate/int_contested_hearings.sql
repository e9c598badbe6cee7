{#
    One row per contested document, part of an epoch, and piece of an allocation: does it pass the
    item's amount here, and is its allocation rejected whole, here or on its other document?
#}

with

pieces as (

    select * from {{ ref('int_contested_pieces') }}

),

overs as (

    select * from {{ ref('int_contested_overs') }}

),

parts as (

    select * from {{ ref('int_contested_parts') }}

),

heard as (

    select
        pieces.*,
        parts.part_from,
        parts.part_until
    from pieces
    inner join parts
        on pieces.document_key = parts.document_key
        and pieces.epoch_from = parts.epoch_from

),

rejections as (

    select distinct
        heard.allocation_key,
        heard.part_from
    from heard
    inner join overs
        on heard.allocation_key = overs.allocation_key
        and heard.part_from >= overs.epoch_from
        and heard.part_from < overs.epoch_until

),

marked as (

    select
        heard.document_key,
        heard.instalment_number,
        heard.epoch_from,
        heard.part_from,
        heard.part_until,
        heard.order_number,
        heard.allocation_key,
        heard.side,
        heard.effect_date,
        heard.reversed_date,
        heard.piece_amount,
        heard.item_amount,
        heard.amount_before,
        heard.amount_before + heard.piece_amount > heard.item_amount as is_over,
        rejections.allocation_key is not null as is_rejected_whole,
        case
            when heard.reversed_date is null and rejections.allocation_key is null
                then heard.piece_amount
            else 0
        end as accepted_amount
    from heard
    left join rejections
        on heard.allocation_key = rejections.allocation_key
        and heard.part_from = rejections.part_from

),

final as (

    select
        marked.*,
        cast(coalesce(sum(marked.accepted_amount) over (
            partition by
                marked.document_key,
                marked.part_from,
                marked.instalment_number
            order by marked.order_number
            rows between unbounded preceding and 1 preceding
        ), 0) as decimal(38, 4)) as accepted_before,
        cast(coalesce(sum(marked.accepted_amount) over (
            partition by marked.document_key, marked.part_from
            order by marked.order_number
            range between unbounded preceding and 1 preceding
        ), 0) as decimal(38, 4)) as accepted_on_document
    from marked

)

select * from final
