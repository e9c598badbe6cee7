-- The open items behind a figure at a day, one page of them.
-- Parameters: $company_id, $currency_view, $segment (empty: all), $as_of_date, $figure, $sort (`amount`, `due`, `customer`), $limit, $offset
-- Returns: customer_id, customer_name, document_id, instalment_number, document_type, document_number, currency_code,
--   posting_date, due_date, days_past_due (null for credits), open_amount (null in base without a rate)
with

items as (

    select
        customer_id,
        document_id,
        instalment_number,
        document_type,
        document_number,
        item_sign,
        currency_code,
        posting_date,
        case when item_sign = 1 then due_date end as due_date,
        cast(
            sum(case when $currency_view = 'base' then amount_base else amount end)
            as decimal(38, 4)
        ) as open_amount
    from trace.slices
    where company_id = $company_id
        and $currency_view in ('base', currency_code)
        and posting_date <= cast($as_of_date as date)
        and close_date > cast($as_of_date as date)
        and (
            $segment = ''
            or customer_id in (
                select customers.customer_id
                from marts.dim_customers as customers
                where customers.company_id = $company_id
                    and customers.segment = $segment
            )
        )
    group by all
    having sum(amount) <> 0

)

select
    items.customer_id,
    coalesce(customers.customer_name, items.customer_id) as customer_name,
    items.document_id,
    items.instalment_number,
    items.document_type,
    coalesce(items.document_number, items.document_id) as document_number,
    items.currency_code,
    items.posting_date,
    items.due_date,
    cast($as_of_date as date) - items.due_date as days_past_due,
    items.open_amount
from items
inner join marts.dim_aging_buckets as buckets
    on items.item_sign = buckets.item_sign
    and coalesce(cast($as_of_date as date) - items.due_date, 0) >= buckets.from_days
    and coalesce(cast($as_of_date as date) - items.due_date, 0) < buckets.until_days
left join marts.dim_customers as customers
    on customers.company_id = $company_id
    and items.customer_id = customers.customer_id
where $figure in ('net', buckets.aging_bucket_code)
    or ($figure = 'debits' and buckets.item_sign = 1)
    or ($figure = 'overdue' and buckets.item_sign = 1 and buckets.from_days >= 1)
    or ($figure = 'over_90' and buckets.item_sign = 1 and buckets.from_days >= 91)
order by
    case when $sort = 'amount' then -abs(items.open_amount) end asc nulls last,
    case when $sort = 'due' then items.due_date end asc nulls last,
    case
        when $sort = 'customer' then coalesce(customers.customer_name, items.customer_id)
    end asc nulls last,
    items.document_id asc,
    items.instalment_number asc
limit $limit offset $offset
