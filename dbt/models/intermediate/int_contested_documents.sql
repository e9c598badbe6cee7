{# One row per document whose allocations need an order: several instalments or versions, or more allocated than it holds. #}

with

allocated as (

    select
        sides.document_key,
        cast(sum(sides.amount) as decimal(38, 4)) as allocated_amount
    from {{ ref('int_allocation_sides') }} as sides
    group by sides.document_key

),

overdrawn as (

    select allocated.document_key
    from allocated
    inner join {{ ref('int_item_versions') }} as items
        on allocated.document_key = items.document_key
    where items.is_only_row
        and allocated.allocated_amount > items.amount

),

several as (

    select allocated.document_key
    from allocated
    inner join {{ ref('int_several_document_keys') }} as several_keys
        on allocated.document_key = several_keys.document_key

),

final as (

    select document_key from overdrawn
    union all
    select document_key from several

)

select * from final
