{# One row per tax id and customer that it pays for, per company and currency: its own, and that of the parent of its group. #}

with

books as (

    select distinct
        items.customer_key,
        items.book_key,
        items.company_id,
        items.customer_id
    from {{ ref('int_match_items') }} as items

),

customers as (

    select * from {{ ref('int_customers') }}

),

final as (

    select
        books.customer_key,
        books.book_key,
        {{ plain_reference('upper(customers.tax_id)') }} as tax_id
    from books
    inner join customers
        on books.company_id = customers.company_id
        and books.customer_id = customers.customer_id
    where customers.tax_id is not null

    union

    select
        books.customer_key,
        books.book_key,
        {{ plain_reference('upper(parents.tax_id)') }} as tax_id
    from books
    inner join customers
        on books.company_id = customers.company_id
        and books.customer_id = customers.customer_id
    inner join customers as parents
        on customers.company_id = parents.company_id
        and customers.parent_customer_id = parents.customer_id
    where parents.tax_id is not null

)

select * from final
