-- The balance of each bucket over a period, a point every $step_days back from the day; days without a balance are zero.
-- Parameters: $company_id, $currency_view, $segment (empty: all), $as_of_date, $months, $step_days
-- Returns: balance_date, figure, position, open_amount, share_rate (of the debits), overdue_amount, overdue_rate, over_60_rate
with

days as (

    select
        cast(cast($as_of_date as date) - cast(steps.number * $step_days as integer) as date)
            as balance_date
    from range(0, 4000) as steps (number)
    where cast($as_of_date as date) - cast(steps.number * $step_days as integer) >= greatest(
            cast(cast($as_of_date as date) - to_months(cast($months as integer)) as date),
            (
                select min(balance_date) from marts.fct_aging_daily
                where company_id = $company_id
            )
        )

),

balances as (

    select
        balance_date,
        aging_bucket_code,
        cast(
            sum(
                case when $currency_view = 'base' then open_amount_base else open_amount end
            ) as decimal(38, 4)
        ) as amount
    from marts.fct_aging_daily
    where $segment = ''
        and company_id = $company_id
        and $currency_view in ('base', currency_code)
        and balance_date in (select days.balance_date from days)
    group by balance_date, aging_bucket_code
    union all
    select
        days.balance_date,
        buckets.aging_bucket_code,
        cast(
            sum(
                case
                    when $currency_view = 'base' then slices.amount_base else slices.amount
                end
            ) as decimal(38, 4)
        ) as amount
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
    group by days.balance_date, buckets.aging_bucket_code

),

filled as (

    select
        days.balance_date,
        buckets.aging_bucket_code,
        buckets.position,
        buckets.item_sign,
        buckets.from_days,
        coalesce(balances.amount, 0) as open_amount,
        cast(coalesce(balances.amount, 0) * 10000 as hugeint) as scaled
    from days
    cross join marts.dim_aging_buckets as buckets
    left join balances
        on days.balance_date = balances.balance_date
        and buckets.aging_bucket_code = balances.aging_bucket_code

),

totals as (

    select
        balance_date,
        sum(scaled) filter (item_sign = 1) as debits,
        sum(scaled) filter (item_sign = 1 and from_days >= 1) as overdue,
        sum(scaled) filter (item_sign = 1 and from_days >= 61) as over_60,
        cast(sum(open_amount) filter (item_sign = 1 and from_days >= 1) as decimal(38, 4))
            as overdue_amount
    from filled
    group by balance_date

)

select
    filled.balance_date,
    filled.aging_bucket_code as figure,
    filled.position,
    cast(filled.open_amount as decimal(38, 4)) as open_amount,
    case
        when totals.debits > 0 and filled.item_sign = 1
            then cast(
                    cast(filled.scaled * 100000000 // totals.debits as hugeint)
                    * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
                )
    end as share_rate,
    totals.overdue_amount,
    case
        when totals.debits > 0
            then cast(
                    cast(totals.overdue * 100000000 // totals.debits as hugeint)
                    * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
                )
    end as overdue_rate,
    case
        when totals.debits > 0
            then cast(
                    cast(totals.over_60 * 100000000 // totals.debits as hugeint)
                    * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
                )
    end as over_60_rate
from filled
inner join totals
    on filled.balance_date = totals.balance_date
order by filled.balance_date, filled.position
