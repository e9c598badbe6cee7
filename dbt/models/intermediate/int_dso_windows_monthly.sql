{#
    One row per entity and complete month: its balances, and the sales of the windows that the
    variants of days sales outstanding divide by. A window that begins before the history is short.
#}

{% set entity_months = 'partition by entity_number order by month_number' %}
{% set last_3_months = entity_months ~ ' rows between 2 preceding and current row' %}
{% set last_12_months = entity_months ~ ' rows between 11 preceding and current row' %}

with

amounts as (

    select
        *,
        cast(invoiced_amount_base - credited_amount_base as decimal(38, 4)) as sales_amount_base
    from {{ ref('int_dso_amounts_monthly') }}

),

windows as (

    select
        *,
        {% for column in ['invoiced', 'credited', 'tax'] %}
            cast(
                {{ column }}_amount_base
                + lag({{ column }}_amount_base, 1, 0) over ({{ entity_months }})
                + lag({{ column }}_second_amount_base, 2, 0) over ({{ entity_months }})
                + lag({{ column }}_third_amount_base, 3, 0) over ({{ entity_months }})
                as decimal(38, 4)
            ) as {{ column }}_90_days_amount_base,
        {% endfor %}
        count(*) over ({{ last_12_months }}) as history_months,
        lag(sales_amount_base) over ({{ entity_months }}) as previous_sales_amount_base,
        sum(receivables_amount_base) over ({{ last_3_months }}) as receivables_3_amount,
        sum(sales_amount_base) over ({{ last_3_months }}) as sales_3_amount,
        sum(month_days) over ({{ last_3_months }}) as days_3,
        sum(receivables_amount_base) over ({{ last_12_months }}) as receivables_12_amount,
        sum(sales_amount_base) over ({{ last_12_months }}) as sales_12_amount,
        sum(month_days) over ({{ last_12_months }}) as days_12,
        cast(sum(sales_amount_base) over (
            {{ entity_months }} rows between unbounded preceding and current row
        ) as decimal(38, 4)) as sold_amount
    from amounts

),

final as (

    select
        entity_number,
        month_number,
        month_end_date,
        month_days,
        receivables_amount_base,
        current_amount_base,
        overdue_amount_base,
        unapplied_amount_base,
        disputed_amount_base,
        sales_amount_base,
        tax_amount_base,
        sold_amount,
        invoiced_90_days_amount_base,
        credited_90_days_amount_base,
        cast(invoiced_90_days_amount_base - credited_90_days_amount_base as decimal(38, 4))
            as sales_90_days_amount_base,
        tax_90_days_amount_base,
        previous_sales_amount_base,
        case
            when history_months >= 3 then cast(receivables_3_amount * days_3 as decimal(38, 4))
        end as rolling_3_amount,
        case
            when history_months >= 3 then cast(3 * sales_3_amount as decimal(38, 4))
        end as rolling_3_sales_amount,
        case
            when history_months = 12 then cast(receivables_12_amount * days_12 as decimal(38, 4))
        end as rolling_12_amount,
        case
            when history_months = 12 then cast(12 * sales_12_amount as decimal(38, 4))
        end as rolling_12_sales_amount,
        paid_amount_base,
        paid_terms_amount,
        paid_late_amount,
        paid_days_amount
    from windows

)

select * from final
