{# One row per document whose allocations need an order: several instalments or versions, or more allocated than it holds. #}

with

sides as (

    select * from {{ ref('int_allocation_sides') }}

),

items as (

    select * from {{ ref('int_item_versions') }}

),

allocated as (

    select
        sides.company_id,
        sides.document_id,
        cast(sum(sides.amount) as decimal(38, 4)) as allocated_amount
    from sides
    group by sides.company_id, sides.document_id

),

held as (

    select
        items.company_id,
        items.document_id,
        count(*) as version_count,
        min(items.amount) as smallest_amount
    from items
    group by items.company_id, items.document_id

),

final as (

    select
        allocated.company_id,
        allocated.document_id
    from allocated
    inner join held
        on allocated.company_id = held.company_id
        and allocated.document_id = held.document_id
    where held.version_count > 1
        or allocated.allocated_amount > held.smallest_amount

)

select * from final
