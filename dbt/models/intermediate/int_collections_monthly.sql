{# One row per company and complete month: the amounts that the collection ratios divide. #}

with

months as (

    select *
    from {{ ref('int_company_months') }}

),

balances as (

    select
        months.company_id,
        months.month_number,
        months.month_end_date,
        daily.receivables_amount_base as closing_amount_base,
        daily.current_amount_base,
        daily.overdue_amount_base
    from months
    inner join {{ ref('int_receivables_daily') }} as daily
        on months.company_id = daily.company_id
        and months.month_end_date = daily.balance_date

),

sales as (

    select
        company_id,
        month_number,
        {{ money_sum('sales_amount_base') }} as sales_amount_base,
        {{ money_sum('cash_collected_amount_base') }} as cash_collected_amount_base
    from {{ ref('int_company_days') }}
    group by company_id, month_number

),

old_debits as (

    select
        daily.company_id,
        daily.balance_date,
        {{ money_sum('daily.open_amount_base') }} as over_90_amount_base
    from {{ ref('fct_aging_daily') }} as daily
    inner join {{ ref('dim_aging_buckets') }} as buckets
        on daily.aging_bucket_code = buckets.aging_bucket_code
    where buckets.item_sign = 1
        and buckets.from_days > 90
    group by daily.company_id, daily.balance_date

),

movements as (

    select * from {{ ref('int_roll_movements_monthly') }}

),

recoveries as (

    select * from {{ ref('int_overdue_recoveries_monthly') }}

),

final as (

    select
        balances.company_id,
        balances.month_number,
        balances.month_end_date,
        -- before the first month nothing was owed
        cast(coalesce(openings.closing_amount_base, 0) as decimal(38, 4)) as opening_amount_base,
        cast(coalesce(openings.overdue_amount_base, 0) as decimal(38, 4))
            as opening_overdue_amount_base,
        balances.closing_amount_base,
        balances.current_amount_base,
        balances.overdue_amount_base,
        -- no row: nothing that old, nothing written off, nothing recovered
        coalesce(old_debits.over_90_amount_base, 0) as over_90_amount_base,
        sales.sales_amount_base,
        sales.cash_collected_amount_base,
        cast(-coalesce(movements.write_offs_amount_base, 0) as decimal(38, 4))
            as written_off_amount_base,
        coalesce(recoveries.recovered_amount_base, 0) as recovered_amount_base
    from balances
    inner join sales
        on balances.company_id = sales.company_id
        and balances.month_number = sales.month_number
    left join balances as openings
        on balances.company_id = openings.company_id
        and balances.month_number = openings.month_number + 1
    left join old_debits
        on balances.company_id = old_debits.company_id
        and balances.month_end_date = old_debits.balance_date
    left join movements
        on balances.company_id = movements.company_id
        and balances.month_number = movements.month_number
    left join recoveries
        on balances.company_id = recoveries.company_id
        and balances.month_number = recoveries.month_number

)

select * from final
