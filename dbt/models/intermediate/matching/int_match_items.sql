{#
    One row per open item that money from the bank can pay, with what it can pay in ten-thousandths: what is open, and what only
    receipts closed, for the bank is asked without looking at the ledger's own applications.
#}

with

slices as (

    select
        slices.document_key,
        slices.instalment_number,
        slices.company_id,
        slices.document_id,
        slices.customer_id,
        slices.currency_code,
        slices.posting_date,
        slices.due_date,
        cast(sum({{ scaled_integer('slices.amount', 4) }}) as bigint) as amount
    from {{ ref('int_slices') }} as slices
    inner join {{ ref('document_types') }} as document_types
        on slices.document_type = document_types.document_type
    left join {{ ref('document_types') }} as counterparts
        on slices.counterpart_document_type = counterparts.document_type
    where slices.item_sign = 1
        and slices.posting_date <= {{ as_of_date() }}
        and not document_types.is_cash
        and (slices.close_date > {{ as_of_date() }} or counterparts.is_cash)
    group by
        slices.document_key,
        slices.instalment_number,
        slices.company_id,
        slices.document_id,
        slices.customer_id,
        slices.currency_code,
        slices.posting_date,
        slices.due_date
    having sum(slices.amount) > 0

),

items as (

    select * from {{ ref('int_items') }}

),

final as (

    select
        {{ document_key('slices.document_key', 'slices.instalment_number') }} as item_key,
        slices.document_key,
        {{ document_key("slices.company_id || '|' || slices.currency_code", 'slices.customer_id') }}
            as customer_key,
        {{ document_key('slices.company_id', 'slices.currency_code') }} as book_key,
        slices.company_id,
        slices.customer_id,
        slices.document_id,
        cast(slices.instalment_number as integer) as instalment_number,
        slices.currency_code,
        items.document_number,
        {{ plain_reference('upper(items.document_number)') }} as plain_number,
        slices.posting_date,
        slices.due_date,
        slices.amount
    from slices
    inner join items
        on slices.document_key = items.document_key
        and slices.instalment_number = items.instalment_number

)

select * from final
