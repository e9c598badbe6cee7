{#
    One row per company and day: the balance by what it is (current, overdue, unapplied), the sales of
    the day and the 89 before it, and all sales up to the day and up to the end of the month before.
#}

with

days as (

    select * from {{ ref('int_company_days') }}

),

buckets as (

    select * from {{ ref('dim_aging_buckets') }}

),

balances as (

    select
        aging.company_id,
        aging.balance_date,
        {{ money_sum(
            'aging.open_amount_base', 'buckets.item_sign = 1 and buckets.until_days <= 1'
        ) }} as current_amount_base,
        {{ money_sum(
            'aging.open_amount_base', 'buckets.item_sign = 1 and buckets.from_days >= 1'
        ) }} as overdue_amount_base,
        {{ money_sum('aging.open_amount_base', 'buckets.item_sign = -1') }} as unapplied_amount_base
    from {{ ref('fct_aging_daily') }} as aging
    inner join buckets
        on aging.aging_bucket_code = buckets.aging_bucket_code
    group by aging.company_id, aging.balance_date

),

cumulated as (

    select
        days.*,
        cast(sum(days.sales_amount_base) over (
            partition by days.company_id
            order by days.balance_date
            rows between 89 preceding and current row
        ) as decimal(38, 4)) as sales_90_days_amount_base,
        cast(sum(days.sales_amount_base) over (
            partition by days.company_id
            order by days.balance_date
            rows between unbounded preceding and current row
        ) as decimal(38, 4)) as sales_to_date_amount_base,
        cast(coalesce(sum(days.sales_amount_base) over (
            partition by days.company_id
            order by days.month_number
            range between unbounded preceding and 1 preceding
        ), 0) as decimal(38, 4)) as sales_before_month_amount_base
    from days

),

final as (

    select
        cumulated.company_id,
        cumulated.balance_date,
        cumulated.month_number,
        cumulated.sales_amount_base,
        cumulated.cash_collected_amount_base,
        cumulated.sales_90_days_amount_base,
        cumulated.sales_to_date_amount_base,
        cumulated.sales_before_month_amount_base,
        -- a day without open items has no row: nothing is owed
        coalesce(balances.current_amount_base, 0) as current_amount_base,
        coalesce(balances.overdue_amount_base, 0) as overdue_amount_base,
        coalesce(balances.unapplied_amount_base, 0) as unapplied_amount_base,
        cast(
            coalesce(balances.current_amount_base, 0)
            + coalesce(balances.overdue_amount_base, 0)
            + coalesce(balances.unapplied_amount_base, 0)
            as decimal(38, 4)
        ) as receivables_amount_base
    from cumulated
    left join balances
        on cumulated.company_id = balances.company_id
        and cumulated.balance_date = balances.balance_date

)

select * from final
