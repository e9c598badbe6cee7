{# One row per complete month and entity (grain: company, segment or customer). #}

{% set sales_90 = 'months.sales_90_days_amount_base' %}

with

months as (

    select * from {{ ref('int_dso_scaled_monthly') }}

),

entities as (

    select * from {{ ref('int_dso_entities') }}

),

countbacks as (

    select * from {{ ref('int_dso_countbacks') }}

),

invoices as (

    select * from {{ ref('int_dso_per_invoice_monthly') }}

),

final as (

    select
        months.month_end_date,
        entities.grain,
        entities.company_id,
        entities.segment,
        entities.customer_id,
        months.receivables_amount_base,
        months.current_amount_base,
        months.overdue_amount_base,
        months.unapplied_amount_base,
        months.disputed_amount_base,
        months.sales_amount_base,
        months.sales_90_days_amount_base,
        months.tax_90_days_amount_base,
        {{ ratio('months.receivables_90_amount', sales_90) }} as dso_simple_days,
        {{ ratio('months.current_90_amount', sales_90) }} as dso_best_possible_days,
        {{ ratio('months.overdue_90_amount', sales_90) }} as average_days_delinquent,
        {{ ratio('months.unapplied_90_amount', sales_90) }} as dso_unapplied_days,
        {{ ratio('months.undisputed_90_amount', sales_90) }} as dso_undisputed_days,
        {{ ratio_null_reason('months.receivables_90_amount', sales_90, 'sales') }}
            as dso_simple_days_null_reason,
        {{ ratio('months.receivables_90_amount', 'months.net_sales_90_days_amount_base') }}
            as dso_tax_out_days,
        {{ ratio_null_reason(
            'months.receivables_90_amount', 'months.net_sales_90_days_amount_base', 'sales'
        ) }} as dso_tax_out_days_null_reason,
        {{ ratio('months.receivables_month_amount', 'months.sales_amount_base') }}
            as dso_month_days,
        {{ ratio_null_reason(
            'months.receivables_month_amount', 'months.sales_amount_base', 'sales'
        ) }} as dso_month_days_null_reason,
        {{ ratio('months.rolling_3_amount', 'months.rolling_3_sales_amount') }}
            as dso_rolling_3_months_days,
        {{ ratio_null_reason('months.rolling_3_amount', 'months.rolling_3_sales_amount', 'sales') }}
            as dso_rolling_3_months_days_null_reason,
        {{ ratio('months.rolling_12_amount', 'months.rolling_12_sales_amount') }}
            as dso_rolling_12_months_days,
        {{ ratio_null_reason(
            'months.rolling_12_amount', 'months.rolling_12_sales_amount', 'sales'
        ) }} as dso_rolling_12_months_days_null_reason,
        {{ ratio('months.receivables_30_amount', 'months.previous_sales_amount_base') }}
            as dso_conventional_days,
        {{ ratio_null_reason(
            'months.receivables_30_amount', 'months.previous_sales_amount_base', 'sales'
        ) }} as dso_conventional_days_null_reason,
        countbacks.countback_days as dso_countback_days,
        case
            when countbacks.countback_days is not null then null
            when months.receivables_amount_base = 0 then 'no_receivables'
            when months.receivables_amount_base < 0 then 'negative_receivables'
            else 'exhausted_history'
        end as dso_countback_days_null_reason,
        invoices.per_invoice_days as dso_per_invoice_days,
        case
            when invoices.per_invoice_days is not null then null
            when invoices.entity_number is null then 'no_open_invoices'
            else 'month_without_sales'
        end as dso_per_invoice_days_null_reason,
        months.paid_amount_base,
        {{ ratio('months.paid_late_amount', 'months.paid_amount_base') }}
            as weighted_average_days_late,
        {{ ratio('months.paid_terms_amount', 'months.paid_amount_base') }}
            as weighted_average_terms_days,
        {{ ratio('months.paid_days_amount', 'months.paid_amount_base') }}
            as weighted_average_days_paid,
        {{ ratio_null_reason('months.paid_days_amount', 'months.paid_amount_base', 'payments') }}
            as weighted_average_days_null_reason
    from months
    inner join entities
        on months.entity_number = entities.entity_number
    left join countbacks
        on months.entity_number = countbacks.entity_number
        and months.month_end_date = countbacks.balance_date
    left join invoices
        on months.entity_number = invoices.entity_number
        and months.month_number = invoices.month_number

)

select * from final
