-- The headline figures at the last twelve month ends and at the day, for the small lines of the tiles.
-- Parameters: $company_id, $currency_view, $segment (empty: all), $as_of_date
-- Returns: balance_date, debits_amount, overdue_amount, overdue_rate (of the debits), unapplied_amount, over_90_amount
with

days as (

    select cast($as_of_date as date) as balance_date
    union
    select
        cast(
            date_trunc('month', cast($as_of_date as date))
            - to_months(cast(months.number as integer)) as date
        )
        - 1
    from range(0, 12) as months (number)

),

amounts as (

    select
        daily.balance_date,
        buckets.item_sign,
        buckets.from_days,
        case when $currency_view = 'base' then daily.open_amount_base else daily.open_amount end
            as amount
    from marts.fct_aging_daily as daily
    inner join days
        on daily.balance_date = days.balance_date
    inner join marts.dim_aging_buckets as buckets
        on daily.aging_bucket_code = buckets.aging_bucket_code
    where $segment = ''
        and daily.company_id = $company_id
        and $currency_view in ('base', daily.currency_code)
    union all
    select
        days.balance_date,
        buckets.item_sign,
        buckets.from_days,
        case when $currency_view = 'base' then slices.amount_base else slices.amount end as amount
    from trace.slices as slices
    inner join marts.dim_customers as customers
        on slices.company_id = customers.company_id
        and slices.customer_id = customers.customer_id
    inner join days
        on slices.posting_date <= days.balance_date
        and slices.close_date > days.balance_date
    inner join marts.dim_aging_buckets as buckets
        on slices.item_sign = buckets.item_sign
        and case when slices.item_sign = 1 then days.balance_date - slices.due_date else 0 end
        >= buckets.from_days
        and case when slices.item_sign = 1 then days.balance_date - slices.due_date else 0 end
        < buckets.until_days
    where $segment <> ''
        and customers.segment = $segment
        and slices.company_id = $company_id
        and $currency_view in ('base', slices.currency_code)

),

totals as (

    select
        balance_date,
        cast(coalesce(sum(amount) filter (item_sign = 1), 0) as decimal(38, 4)) as debits_amount,
        cast(coalesce(sum(amount) filter (item_sign = 1 and from_days >= 1), 0) as decimal(38, 4))
            as overdue_amount,
        cast(coalesce(sum(amount) filter (item_sign = -1), 0) as decimal(38, 4))
            as unapplied_amount,
        cast(
            coalesce(sum(amount) filter (item_sign = 1 and from_days >= 91), 0) as decimal(38, 4)
        ) as over_90_amount
    from amounts
    group by balance_date

)

select
    balance_date,
    debits_amount,
    overdue_amount,
    case
        when debits_amount > 0
            then cast(
                    cast(
                        cast(overdue_amount * 10000 as hugeint) * 100000000
                        // cast(debits_amount * 10000 as hugeint) as hugeint
                    )
                    * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
                )
    end as overdue_rate,
    unapplied_amount,
    over_90_amount
from totals
order by balance_date
