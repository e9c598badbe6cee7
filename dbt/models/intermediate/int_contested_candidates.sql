{# One row per piece of an allocation with a contested side, before the verdict: the contested side by epoch, the other as it is. #}

with

contested_pieces as (

    select
        allocation_key,
        document_key,
        instalment_number,
        side,
        counterpart_key,
        counterpart_document_type,
        piece_amount as amount,
        reversed_date,
        epoch_from as known_from,
        epoch_until as known_until,
        file_id,
        record_number
    from {{ ref('int_contested_pieces') }}

),

other_sides as (

    select
        sides.allocation_key,
        sides.document_key,
        sides.instalment_number,
        sides.side,
        sides.counterpart_key,
        sides.counterpart_document_type,
        sides.amount,
        sides.reversed_date,
        sides.known_from,
        sides.known_until,
        sides.file_id,
        sides.record_number
    from {{ ref('int_contested_allocation_sides') }} as sides
    where not sides.is_contested

),

final as (

    select * from contested_pieces
    union all
    select * from other_sides

)

select * from final
