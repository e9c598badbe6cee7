-- The open items at the period's end, as known in the build, from the pieces of items.
-- Parameters: $period_end
-- Returns: a row per open item, with its bucket
with

items as (

    select
        slices.company_id,
        slices.customer_id,
        slices.document_id,
        slices.instalment_number,
        slices.document_type,
        slices.document_number,
        slices.item_sign,
        slices.currency_code,
        slices.posting_date,
        slices.due_date,
        cast(sum(slices.amount) as decimal(38, 4)) as open_amount,
        cast(sum(slices.amount_base) as decimal(38, 4)) as open_amount_base
    from trace.slices as slices
    where slices.posting_date <= $period_end
        and slices.close_date > $period_end
    group by all

)

select
    items.company_id,
    items.customer_id,
    customers.customer_name,
    items.document_id,
    items.instalment_number,
    items.document_type,
    items.document_number,
    items.currency_code,
    items.posting_date,
    case when items.item_sign = 1 then items.due_date end as due_date,
    case when items.item_sign = 1 then $period_end - items.due_date end as days_past_due,
    buckets.aging_bucket_code,
    items.open_amount,
    items.open_amount_base
from items
inner join marts.dim_aging_buckets as buckets
    on items.item_sign = buckets.item_sign
    and coalesce($period_end - items.due_date, 0) >= buckets.from_days
    and coalesce($period_end - items.due_date, 0) < buckets.until_days
left join marts.dim_customers as customers
    on items.company_id = customers.company_id
    and items.customer_id = customers.customer_id
where items.open_amount <> 0
order by items.company_id, items.customer_id, items.document_id, items.instalment_number
