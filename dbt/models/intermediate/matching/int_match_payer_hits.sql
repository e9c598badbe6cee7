{# One row per entry that no reference settled and item that its text names, of a customer that its payer pays for and not yet paid. #}

with

taken as (

    select * from {{ ref('int_match_exact') }}

),

final as (

    select
        scopes.entry_key,
        items.item_key,
        items.customer_key,
        items.document_key,
        items.due_date,
        scopes.booking_date,
        scopes.is_repeat,
        scopes.amount as entry_amount,
        items.amount
    from {{ ref('int_match_hits') }} as hits
    inner join {{ ref('int_match_scopes') }} as scopes
        on hits.entry_key = scopes.entry_key
    inner join {{ ref('int_match_items') }} as items
        on hits.item_key = items.item_key
        and scopes.customer_key = items.customer_key
    left join taken
        on hits.item_key = taken.item_key
    where taken.item_key is null

)

select * from final
