{# One row per allocation, contested document and epoch in which it passes an item's amount. #}

with

pieces as (

    select * from {{ ref('int_contested_pieces') }}
    where amount_before + piece_amount > item_amount

),

final as (

    select distinct
        pieces.allocation_key,
        pieces.document_key,
        pieces.epoch_from,
        pieces.epoch_until
    from pieces

)

select * from final
