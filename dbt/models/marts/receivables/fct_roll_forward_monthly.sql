{#
    One row per complete month and company: from the opening balance to the closing one. Balances come
    from the daily aging, movements from what was posted and closed: two ways, so that law 2 can fail.
#}

with

balances as (

    select
        months.company_id,
        months.month_number,
        months.month_end_date,
        daily.receivables_amount_base as closing_amount_base,
        lag(daily.receivables_amount_base, 1, 0) over (
            partition by months.company_id
            order by months.month_number
        ) as opening_amount_base
    from {{ ref('int_company_months') }} as months
    inner join {{ ref('fct_receivables_daily') }} as daily
        on months.company_id = daily.company_id
        and months.month_end_date = daily.balance_date

),

movements as (

    select * from {{ ref('int_roll_movements_monthly') }}

),

final as (

    select
        balances.month_end_date,
        balances.company_id,
        cast(balances.opening_amount_base as decimal(38, 4)) as opening_amount_base,
        -- a month without movements has no row: nothing moved
        coalesce(movements.invoiced_amount_base, 0) as invoiced_amount_base,
        coalesce(movements.credit_notes_amount_base, 0) as credit_notes_amount_base,
        coalesce(movements.cash_amount_base, 0) as cash_amount_base,
        coalesce(movements.write_offs_amount_base, 0) as write_offs_amount_base,
        coalesce(movements.discounts_amount_base, 0) as discounts_amount_base,
        coalesce(movements.exchange_differences_amount_base, 0)
            as exchange_differences_amount_base,
        coalesce(movements.other_amount_base, 0) as other_amount_base,
        balances.closing_amount_base
    from balances
    left join movements
        on balances.company_id = movements.company_id
        and balances.month_number = movements.month_number

)

select * from final
