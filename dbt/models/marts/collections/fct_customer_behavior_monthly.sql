{# One row per month, company and customer since its first debit. #}

with

classes as (

    select
        classes.*,
        lag(classes.payer_class) over (
            partition by classes.company_id, classes.customer_id
            order by classes.month_number
        ) as previous_payer_class
    from {{ ref('int_payer_classes') }} as classes

),

final as (

    select
        classes.month_end_date,
        classes.company_id,
        classes.customer_id,
        classes.weighted_days_late,
        classes.null_reason as weighted_days_late_null_reason,
        classes.weighted_days_late_settled,
        classes.on_time_rate,
        classes.null_reason as on_time_rate_null_reason,
        classes.payer_class,
        classes.payer_class_reason,
        max(
            case
                when classes.payer_class is distinct from classes.previous_payer_class
                    then classes.month_end_date
            end
        ) over (
            partition by classes.company_id, classes.customer_id
            order by classes.month_number
            rows between unbounded preceding and current row
        ) as payer_class_since_date,
        classes.days_late_variance,
        cast(classes.settled_count as integer) as settled_count,
        classes.settled_amount_base,
        classes.punctual_amount_base,
        classes.late_amount_base,
        classes.min_on_time_rate,
        classes.max_weighted_days_late,
        classes.min_days_late_deviation,
        case
            when classes.trend_days is null then null
            when classes.trend_days > classes.stable_days then 'worsening'
            when classes.trend_days < -classes.stable_days then 'improving'
            else 'stable'
        end as trend,
        classes.trend_days,
        classes.tenure_days
    from classes

)

select * from final
