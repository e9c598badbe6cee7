{# One row per allocation state and side, of allocations with a contested side; this one may be the other. #}

with

sides as (

    select sides.*
    from {{ ref('int_allocation_sides') }} as sides
    inner join {{ ref('int_contested_allocation_keys') }} as contested_allocations
        on sides.allocation_key = contested_allocations.allocation_key

),

final as (

    select
        sides.allocation_key,
        sides.side,
        sides.document_key,
        sides.instalment_number,
        contested_documents.document_key is not null as is_contested,
        sides.amount,
        sides.counterpart_key,
        types.document_type as counterpart_document_type,
        sides.effect_date,
        sides.effective_date,
        sides.reversed_date,
        sides.version_at,
        sides.known_from,
        sides.known_until,
        sides.file_id,
        sides.record_number
    from sides
    inner join {{ ref('int_document_types') }} as types
        on sides.counterpart_type_number = types.type_number
    left join {{ ref('int_contested_documents') }} as contested_documents
        on sides.document_key = contested_documents.document_key

)

select * from final
