{# One row per company, customer and month: its behavior, its class and the rule that gave it. #}

with

behaviors as (

    select * from {{ ref('int_customer_behaviors') }}

),

thresholds as (

    select * from {{ ref('int_payer_thresholds') }}

),

compared as (

    select
        behaviors.*,
        thresholds.min_on_time_rate,
        thresholds.max_weighted_days_late,
        thresholds.min_days_late_deviation,
        thresholds.stable_days,
        lag(behaviors.weighted_days_late, thresholds.trend_months) over (
            partition by behaviors.company_id, behaviors.customer_id
            order by behaviors.month_number
        ) as earlier_days_late,
        case
            when behaviors.weighted_days_late is null then 'no_evidence'
            when behaviors.settled_count < thresholds.min_settled_count
                and behaviors.tenure_days < thresholds.min_tenure_days then 'few_payments'
            when behaviors.on_time_rate >= thresholds.min_on_time_rate
                and behaviors.weighted_days_late <= thresholds.max_weighted_days_late
                then 'paid_on_time'
            when behaviors.days_late_variance
                >= thresholds.min_days_late_deviation * thresholds.min_days_late_deviation
                then 'days_late_spread'
            else 'paid_late'
        end as payer_class_reason
    from behaviors
    cross join thresholds

),

final as (

    select
        compared.*,
        case compared.payer_class_reason
            when 'no_evidence' then 'new'
            when 'few_payments' then 'new'
            when 'paid_on_time' then 'on_time'
            when 'days_late_spread' then 'irregular'
            else 'late'
        end as payer_class,
        cast(compared.weighted_days_late - compared.earlier_days_late as decimal(18, 8))
            as trend_days
    from compared

)

select * from final
