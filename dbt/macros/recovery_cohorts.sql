{# What became of a month's invoices, day by day: by due month or by invoice month, whose marts differ in nothing else. #}
{%- macro recovery_cohorts(cohort_kind, days_name) -%}
with

days as (

    select * from {{ ref('int_cohort_days') }}
    where cohort_kind = '{{ cohort_kind }}'

),

netted as (

    select
        days.*,
        cast(days.invoiced_amount_base - days.credited_amount_base as decimal(38, 4))
            as net_invoiced_amount_base
    from days

),

final as (

    select
        netted.cohort_month,
        netted.company_id,
        netted.segment,
        netted.days_since as {{ days_name }},
        netted.is_observed,
        netted.invoiced_amount_base,
        netted.collected_amount_base,
        netted.credited_amount_base,
        netted.written_off_amount_base,
        netted.net_invoiced_amount_base,
        case
            when netted.is_observed then {{ ratio(
                'netted.collected_amount_base', 'netted.invoiced_amount_base'
            ) }}
        end as collected_rate,
        case
            when not netted.is_observed then 'not_yet_observed'
            else {{ ratio_null_reason(
                'netted.collected_amount_base', 'netted.invoiced_amount_base', 'invoiced_amount'
            ) }}
        end as collected_rate_null_reason,
        case
            when netted.is_observed then {{ ratio(
                'netted.collected_amount_base', 'netted.net_invoiced_amount_base'
            ) }}
        end as collected_net_rate,
        case
            when not netted.is_observed then 'not_yet_observed'
            else {{ ratio_null_reason(
                'netted.collected_amount_base', 'netted.net_invoiced_amount_base',
                'net_invoiced_amount'
            ) }}
        end as collected_net_rate_null_reason
    from netted

)

select * from final
{%- endmacro -%}
