{# Law 2: opening + Σ movements = closing, each month's opening is the closing before it, and the
   closing is the receivables of that day. #}

with

months as (

    select
        roll.*,
        lag(roll.closing_amount_base, 1, 0) over (
            partition by roll.company_id
            order by roll.month_end_date
        ) as previous_closing_amount_base
    from {{ ref('fct_roll_forward_monthly') }} as roll

),

days as (

    select
        balance_date,
        company_id,
        sum(open_amount_base) as open_amount_base
    from {{ ref('fct_aging_daily') }}
    group by balance_date, company_id

)

select
    months.month_end_date,
    months.company_id,
    months.closing_amount_base,
    days.open_amount_base
from months
left join days
    on months.company_id = days.company_id
    and months.month_end_date = days.balance_date
where months.closing_amount_base <> coalesce(days.open_amount_base, 0)
    or months.opening_amount_base <> months.previous_closing_amount_base
    or months.closing_amount_base <> months.opening_amount_base
    + months.invoiced_amount_base
    + months.credit_notes_amount_base
    + months.cash_amount_base
    + months.write_offs_amount_base
    + months.discounts_amount_base
    + months.exchange_differences_amount_base
    + months.other_amount_base
