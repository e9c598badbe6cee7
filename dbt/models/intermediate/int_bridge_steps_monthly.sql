{#
    One row per company and complete month: receivables × 90 and sales of 90 days, changed one cause at
    a time from the month before to this one. What current debits changed by beyond volume, mix and
    exchange is terms; it is what is left of the receivables' change.
#}

with

months as (

    select
        *,
        cast(invoiced_before_amount - credited_before_amount as decimal(38, 4)) as sales_0,
        cast(invoiced_amount - credited_before_amount as decimal(38, 4)) as sales_1,
        cast(invoiced_amount - credited_amount as decimal(38, 4)) as sales_2,
        opening_amount + volume_change_amount as receivables_1,
        opening_amount + volume_change_amount + mix_change_amount as receivables_3,
        closing_amount - overdue_change_amount - disputed_change_amount
        - unapplied_change_amount - exchange_change_amount as receivables_4,
        closing_amount - disputed_change_amount
        - unapplied_change_amount - exchange_change_amount as receivables_5,
        closing_amount - unapplied_change_amount - exchange_change_amount as receivables_6,
        closing_amount - exchange_change_amount as receivables_7
    from {{ ref('int_bridge_companies_monthly') }}

),

final as (

    select
        month_number,
        month_end_date,
        company_id,
        sales_0,
        sales_1,
        sales_2,
        cast(90 * opening_amount as decimal(38, 4)) as amount_0,
        cast(90 * receivables_1 as decimal(38, 4)) as amount_1,
        cast(90 * receivables_3 as decimal(38, 4)) as amount_3,
        cast(90 * receivables_4 as decimal(38, 4)) as amount_4,
        cast(90 * receivables_5 as decimal(38, 4)) as amount_5,
        cast(90 * receivables_6 as decimal(38, 4)) as amount_6,
        cast(90 * receivables_7 as decimal(38, 4)) as amount_7,
        cast(90 * closing_amount as decimal(38, 4)) as amount_8
    from months

)

select * from final
