{# One row per month end, company, customer, currency and bucket: open items that have no rate. #}

with

items as (

    select
        slices.month_number,
        slices.month_end_date,
        slices.company_id,
        slices.customer_id,
        slices.currency_code,
        slices.item_sign,
        slices.due_date,
        slices.document_key,
        slices.instalment_number
    from {{ ref('int_month_slices') }} as slices
    where slices.amount_base is null
    group by
        slices.month_number,
        slices.month_end_date,
        slices.company_id,
        slices.customer_id,
        slices.currency_code,
        slices.item_sign,
        slices.due_date,
        slices.document_key,
        slices.instalment_number
    having sum(slices.amount) <> 0

),

final as (

    select
        items.month_number,
        items.company_id,
        items.customer_id,
        items.currency_code,
        buckets.position,
        cast(count(*) as integer) as unconverted_item_count
    from items
    inner join {{ ref('dim_aging_buckets') }} as buckets
        on items.item_sign = buckets.item_sign
        and {{ days_between('items.due_date', 'items.month_end_date') }} >= buckets.from_days
        and {{ days_between('items.due_date', 'items.month_end_date') }} < buckets.until_days
    group by
        items.month_number,
        items.company_id,
        items.customer_id,
        items.currency_code,
        buckets.position

)

select * from final
