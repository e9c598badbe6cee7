-- What a customer owed and how late it paid at the last twelve month ends and at the day, for the small lines.
-- Parameters: $company_id, $customer_id, $currency_view, $as_of_date
-- Returns: balance_date, debits_amount, overdue_amount, days_late (of the month end; null at another day)
with

days as (

    select cast($as_of_date as date) as balance_date
    union
    select
        cast(
            date_trunc('month', cast($as_of_date as date))
            - to_months(cast(months.number as integer)) as date
        )
        - 1 as balance_date
    from range(0, 12) as months (number)

),

balances as (

    select
        days.balance_date,
        slices.due_date < days.balance_date as is_overdue,
        case when $currency_view = 'base' then slices.amount_base else slices.amount end as amount
    from days
    inner join trace.slices as slices
        on days.balance_date >= slices.posting_date
        and days.balance_date < slices.close_date
    where slices.company_id = $company_id
        and slices.customer_id = $customer_id
        and slices.item_sign = 1
        and $currency_view in ('base', slices.currency_code)

)

select
    days.balance_date,
    cast(coalesce(sum(balances.amount), 0) as decimal(38, 4)) as debits_amount,
    cast(coalesce(sum(balances.amount) filter (balances.is_overdue), 0) as decimal(38, 4))
        as overdue_amount,
    max(behaviors.weighted_days_late) as days_late
from days
left join balances
    on days.balance_date = balances.balance_date
left join marts.fct_customer_behavior_monthly as behaviors
    on days.balance_date = behaviors.month_end_date
    and behaviors.company_id = $company_id
    and behaviors.customer_id = $customer_id
group by days.balance_date
order by days.balance_date
