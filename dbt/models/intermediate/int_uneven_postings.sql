{# One row per version of an item whose document's instalments do not all post on one day. #}

with

items as (

    select * from {{ ref('int_item_terms') }}
    where not is_only_row

),

uneven_documents as (

    select items.document_key
    from items
    group by items.document_key
    having min(items.posting_date) < max(items.posting_date)

),

final as (

    select
        items.document_key,
        items.instalment_number,
        items.posting_date,
        items.known_from,
        items.known_until
    from items
    inner join uneven_documents
        on items.document_key = uneven_documents.document_key

)

select * from final
