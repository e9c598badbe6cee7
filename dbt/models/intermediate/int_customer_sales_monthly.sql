{#
    One row per company, customer and month with sales: invoiced, credited and tax of the month, and
    the parts of them that the 90 days to the second and third month end after it still hold. The 90
    days to a month end always hold that month and the one before it whole.
#}

{% set second = add_days(month_end(month_number('posting_date') ~ ' + 2'), -89) %}
{% set third = add_days(month_end(month_number('posting_date') ~ ' + 3'), -89) %}

with

days as (

    select
        sales.company_id,
        sales.customer_id,
        sales.posting_date,
        sales.invoiced_amount_base,
        sales.credited_amount_base,
        sales.tax_amount_base
    from {{ ref('int_customer_sales_daily') }} as sales

),

dated as (

    select
        days.*,
        {{ month_number('days.posting_date') }} as month_number,
        days.posting_date >= {{ second }} as is_in_second,
        days.posting_date >= {{ third }} as is_in_third
    from days

),

final as (

    select
        company_id,
        customer_id,
        month_number,
        {{ money_sum('invoiced_amount_base') }} as invoiced_amount_base,
        {{ money_sum('credited_amount_base') }} as credited_amount_base,
        {{ money_sum('tax_amount_base') }} as tax_amount_base,
        {{ money_sum('invoiced_amount_base', 'is_in_second') }} as invoiced_second_amount_base,
        {{ money_sum('credited_amount_base', 'is_in_second') }} as credited_second_amount_base,
        {{ money_sum('tax_amount_base', 'is_in_second') }} as tax_second_amount_base,
        {{ money_sum('invoiced_amount_base', 'is_in_third') }} as invoiced_third_amount_base,
        {{ money_sum('credited_amount_base', 'is_in_third') }} as credited_third_amount_base,
        {{ money_sum('tax_amount_base', 'is_in_third') }} as tax_third_amount_base
    from dated
    group by company_id, customer_id, month_number

)

select * from final
