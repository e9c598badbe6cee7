-- The customers who owe or are owed something at a day, or match a text, those most overdue first, a page of them.
-- Parameters: $company_id, $currency_view, $segment (empty: all), $as_of_date, $search (empty: all), $limit, $offset
-- Returns: customer_id, customer_name, segment, payer_class, debits_amount, overdue_amount, unapplied_amount,
--   oldest_days (past due), overdue_share_rate (of the company's overdue), customer_count (of all pages)
with

balances as (

    select
        customer_id,
        item_sign,
        due_date,
        case when $currency_view = 'base' then amount_base else amount end as amount
    from trace.slices
    where company_id = $company_id
        and $currency_view in ('base', currency_code)
        and posting_date <= cast($as_of_date as date)
        and close_date > cast($as_of_date as date)

),

sums as (

    select
        customer_id,
        cast(coalesce(sum(amount) filter (item_sign = 1), 0) as decimal(38, 4)) as debits_amount,
        cast(
            coalesce(
                sum(amount) filter (item_sign = 1 and due_date < cast($as_of_date as date)), 0
            ) as decimal(38, 4)
        ) as overdue_amount,
        cast(coalesce(sum(amount) filter (item_sign = -1), 0) as decimal(38, 4))
            as unapplied_amount,
        max(cast($as_of_date as date) - due_date) filter (
            item_sign = 1 and due_date < cast($as_of_date as date)
        ) as oldest_days
    from balances
    group by customer_id

),

whole as (

    select cast(sum(overdue_amount) * 10000 as hugeint) as scaled
    from sums

),

chosen as (

    select
        customers.customer_id,
        customers.customer_name,
        customers.segment,
        customers.payer_class,
        coalesce(sums.debits_amount, 0) as debits_amount,
        coalesce(sums.overdue_amount, 0) as overdue_amount,
        coalesce(sums.unapplied_amount, 0) as unapplied_amount,
        sums.oldest_days
    from marts.dim_customers as customers
    left join sums
        on customers.customer_id = sums.customer_id
    where customers.company_id = $company_id
        and ($segment = '' or customers.segment = $segment)
        and case
            when $search = '' then sums.customer_id is not null
            else contains(
                    lower(strip_accents(customers.customer_name)), lower(strip_accents($search))
                )
                or starts_with(lower(customers.customer_id), lower($search))
        end

)

select
    chosen.customer_id,
    coalesce(chosen.customer_name, chosen.customer_id) as customer_name,
    chosen.segment,
    chosen.payer_class,
    cast(chosen.debits_amount as decimal(38, 4)) as debits_amount,
    cast(chosen.overdue_amount as decimal(38, 4)) as overdue_amount,
    cast(chosen.unapplied_amount as decimal(38, 4)) as unapplied_amount,
    chosen.oldest_days,
    case
        when whole.scaled > 0
            then cast(
                    cast(
                        cast(chosen.overdue_amount * 10000 as hugeint) * 100000000
                        // whole.scaled as hugeint
                    )
                    * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
                )
    end as overdue_share_rate,
    cast(count(*) over () as integer) as customer_count
from chosen
cross join whole
order by chosen.overdue_amount desc, chosen.debits_amount desc, chosen.customer_id asc
limit $limit offset $offset
