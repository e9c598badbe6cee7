{# One row per receipt of the ledger: what came in, and how much of it is applied at the as-of date, in ten-thousandths. #}

with

applied as (

    select
        applications.receipt_key,
        cast(sum(applications.amount) as bigint) as applied_amount,
        max(applications.applied_date) as applied_date
    from {{ ref('int_receipt_applications') }} as applications
    group by applications.receipt_key

),

receipts as (

    select
        items.document_key as receipt_key,
        items.company_id,
        items.document_id,
        items.currency_code,
        -- instalments of one receipt are one arrival of money: its first day, one customer
        min(items.customer_id) as customer_id,
        min(items.posting_date) as posting_date,
        cast(sum({{ scaled_integer('items.amount', 4) }}) as bigint) as amount,
        min(items.file_id) as file_id,
        min(items.record_number) as record_number
    from {{ ref('int_items') }} as items
    where items.document_type = 'receipt'
        and items.posting_date <= {{ as_of_date() }}
        and items.is_posted
    group by
        items.document_key,
        items.company_id,
        items.document_id,
        items.currency_code

),

final as (

    select
        receipts.*,
        {{ document_key('receipts.company_id', 'receipts.currency_code') }} as book_key,
        coalesce(applied.applied_amount, 0) as applied_amount,
        applied.applied_date
    from receipts
    left join applied
        on receipts.receipt_key = applied.receipt_key

)

select * from final
