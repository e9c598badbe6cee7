{# One row per open item and way in which a remittance text may name it: its number, or its id. #}

with

items as (

    select * from {{ ref('int_match_items') }}

),

numbers as (

    select
        items.item_key,
        items.book_key,
        items.plain_number as token
    from items

    union all

    select
        items.item_key,
        items.book_key,
        {{ plain_reference('upper(items.document_id)') }} as token
    from items
    where {{ plain_reference('upper(items.document_id)') }} <> items.plain_number

)

select * from numbers
where length(token) >= 4
