-- A customer's debits by bucket at a day, beside the whole book's.
-- Parameters: $company_id, $customer_id, $currency_view, $as_of_date
-- Returns: figure (bucket), position, amount, rate (of the customer's debits), book_rate
with

balances as (

    select
        buckets.aging_bucket_code,
        buckets.position,
        cast(
            coalesce(
                sum(
                    case
                        when $currency_view = 'base' then slices.amount_base else slices.amount
                    end
                ) filter (slices.customer_id = $customer_id), 0
            ) as decimal(38, 4)
        ) as amount,
        cast(
            coalesce(
                sum(
                    case
                        when $currency_view = 'base' then slices.amount_base else slices.amount
                    end
                ), 0
            ) as decimal(38, 4)
        ) as book_amount
    from marts.dim_aging_buckets as buckets
    left join trace.slices as slices
        on buckets.item_sign = slices.item_sign
        and cast($as_of_date as date) - slices.due_date >= buckets.from_days
        and cast($as_of_date as date) - slices.due_date < buckets.until_days
        and slices.company_id = $company_id
        and $currency_view in ('base', slices.currency_code)
        and slices.posting_date <= cast($as_of_date as date)
        and slices.close_date > cast($as_of_date as date)
    where buckets.item_sign = 1
    group by buckets.aging_bucket_code, buckets.position

),

scaled as (

    select
        balances.*,
        cast(sum(amount) over () * 10000 as hugeint) as whole,
        cast(sum(book_amount) over () * 10000 as hugeint) as book_whole
    from balances

)

select
    aging_bucket_code as figure,
    position,
    amount,
    case
        when whole > 0
            then cast(
                    cast(cast(amount * 10000 as hugeint) * 100000000 // whole as hugeint)
                    * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
                )
    end as rate,
    case
        when book_whole > 0
            then cast(
                    cast(cast(book_amount * 10000 as hugeint) * 100000000 // book_whole as hugeint)
                    * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
                )
    end as book_rate
from scaled
order by position
