{# One row per part of an allocation on one item and interval of knowledge: what it closes there, from its effect date until it is reversed. #}

{{ config(materialized='view') }}

with

plain_pieces as (

    select
        sides.allocation_key,
        sides.document_key,
        sides.instalment_number,
        sides.side,
        sides.counterpart_key,
        types.document_type as counterpart_document_type,
        sides.book_number,
        books.is_foreign,
        sides.due_date,
        sides.is_whole,
        sides.amount,
        sides.effect_date,
        sides.reversed_date,
        sides.known_from,
        sides.known_until,
        sides.file_id,
        sides.record_number
    from {{ ref('int_allocation_sides') }} as sides
    inner join {{ ref('int_books') }} as books
        on sides.book_number = books.book_number
    inner join {{ ref('int_document_types') }} as types
        on sides.counterpart_type_number = types.type_number
    left join {{ ref('int_contested_allocation_keys') }} as contested
        on sides.allocation_key = contested.allocation_key
    where contested.allocation_key is null
        and (sides.reversed_date is null or sides.effect_date < sides.reversed_date)

),

final as (

    select * from plain_pieces
    union all by name
    select
        contested.* exclude (customer_id),
        false as is_whole
    from {{ ref('int_contested_applications') }} as contested

)

select * from final
