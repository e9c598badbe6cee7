{#
    One row per invoiced item that was open on the day after its due date: from then on it is in
    default. Interest bears no interest, and an item without a due date of its own bears none.
#}

with

items as (

    select
        items.document_key,
        items.instalment_number,
        items.company_id,
        items.customer_id,
        items.document_id,
        items.document_number,
        items.document_type,
        items.currency_code,
        items.due_date,
        {{ add_days('greatest(items.due_date, items.posting_date)', 1) }} as default_date
    from {{ ref('int_items') }} as items
    inner join {{ ref('document_types') }} as document_types
        on items.document_type = document_types.document_type
    where document_types.roll_forward_line = 'invoiced'
        and items.document_type <> 'interest_note'
        and items.has_balance
        and not items.is_due_date_missing
        and greatest(items.due_date, items.posting_date) < {{ as_of_date() }}

),

pieces as (

    select
        items.document_key,
        items.instalment_number,
        sum(slices.amount) as default_amount,
        least(max(slices.close_date), {{ as_of_date() }}) as last_date
    from items
    inner join {{ ref('int_slices') }} as slices
        on items.document_key = slices.document_key
        and items.instalment_number = slices.instalment_number
        and items.default_date <= slices.close_date
    group by items.document_key, items.instalment_number

),

final as (

    select
        items.document_key,
        items.instalment_number,
        items.company_id,
        items.customer_id,
        items.document_id,
        items.document_number,
        items.document_type,
        items.currency_code,
        companies.country_code,
        items.due_date,
        items.default_date,
        pieces.last_date,
        cast(pieces.default_amount as decimal(18, 4)) as default_amount
    from items
    inner join pieces
        on items.document_key = pieces.document_key
        and items.instalment_number = pieces.instalment_number
    inner join {{ ref('int_companies') }} as companies
        on items.company_id = companies.company_id
    where pieces.default_amount > 0

)

select * from final
