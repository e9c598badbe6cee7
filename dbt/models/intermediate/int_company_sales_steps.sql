{# One row per company and month with sales: all sales before it and to its end. #}

with

months as (

    select
        days.company_id,
        days.month_number,
        {{ month_end('days.month_number') }} as month_end_date,
        {{ money_sum('days.sales_amount_base') }} as sales_amount_base
    from {{ ref('int_company_days') }} as days
    group by days.company_id, days.month_number

),

cumulated as (

    select
        months.*,
        cast(sum(months.sales_amount_base) over (
            partition by months.company_id
            order by months.month_number
            rows between unbounded preceding and current row
        ) as decimal(38, 4)) as sold_amount
    from months

),

final as (

    select
        cumulated.company_id,
        cumulated.month_number,
        cumulated.month_end_date,
        cast(extract(day from cumulated.month_end_date) as integer) as month_days,
        cast(cumulated.sold_amount - cumulated.sales_amount_base as decimal(38, 4))
            as sold_before_amount,
        cumulated.sold_amount
    from cumulated
    where cumulated.sales_amount_base <> 0

)

select * from final
