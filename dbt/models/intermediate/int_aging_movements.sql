{#
    One row per movement of an open item as known now, opening or closing, with its age's due date: credits are as old as their posting.
    Of a local item the base amount is left out, for it is the amount.
#}

{{ config(materialized='view') }}

with

items as (

    select
        items.*,
        case when items.item_sign = 1 then items.due_date else items.posting_date end as aged_date
    from {{ ref('int_item_terms') }} as items
    where items.known_until = {{ never_timestamp() }}
        and items.has_balance

),

final as (

    select
        items.book_number,
        items.item_sign,
        items.aged_date as due_date,
        items.posting_date as balance_date,
        cast(items.item_sign * items.amount as decimal(18, 4)) as amount,
        cast(null as decimal(18, 4)) as amount_base
    from items
    where not items.is_foreign

    union all

    select
        items.book_number,
        items.item_sign,
        items.aged_date as due_date,
        items.posting_date as balance_date,
        cast(items.item_sign * items.amount as decimal(18, 4)) as amount,
        cast(conversions.opening_amount_base as decimal(18, 4)) as amount_base
    from items
    left join {{ ref('int_item_conversions') }} as conversions
        on items.document_key = conversions.document_key
        and items.instalment_number = conversions.instalment_number
        and conversions.known_until = {{ never_timestamp() }}
    where items.is_foreign

    union all

    select
        closings.book_number,
        closings.item_sign,
        closings.due_date,
        closings.effective_date as balance_date,
        closings.amount,
        cast(null as decimal(18, 4)) as amount_base
    from {{ ref('int_item_closings') }} as closings
    where not closings.is_foreign

    union all

    select
        closings.book_number,
        closings.item_sign,
        closings.due_date,
        closings.effective_date as balance_date,
        closings.amount,
        closings.amount_base
    from {{ ref('int_foreign_closings') }} as closings

)

select * from final
