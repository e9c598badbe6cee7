{# One row per company, customer and month: days late, punctuality and their spread, by ratio. #}

with

months as (

    select
        months.company_id,
        months.customer_id,
        months.month_number,
        {{ month_end('months.month_number') }} as month_end_date,
        months.first_date,
        coalesce(months.settled_count, 0) as settled_count,
        coalesce(months.settled_days, 0) as settled_days,
        coalesce(months.settled_square_days, 0) as settled_square_days,
        cast(coalesce(months.settled_amount_base, 0) as decimal(38, 4)) as settled_amount_base,
        cast(coalesce(months.punctual_amount_base, 0) as decimal(38, 4)) as punctual_amount_base,
        cast(coalesce(months.late_amount_base, 0) as decimal(38, 4)) as late_amount_base,
        cast(coalesce(months.settled_amount_days, 0) as decimal(38, 4)) as settled_amount_days,
        cast(
            coalesce(months.late_amount_base, 0) * {{ days_between(
                "date '2000-01-01'", month_end('months.month_number')
            ) }} - coalesce(months.late_amount_days, 0) as decimal(38, 4)
        ) as late_amount_days
    from {{ ref('int_behavior_months') }} as months

),

weighed as (

    select
        months.*,
        cast(months.settled_amount_base + months.late_amount_base as decimal(38, 4))
            as weighed_amount_base,
        cast(months.settled_amount_days + months.late_amount_days as decimal(38, 4))
            as weighed_amount_days
    from months

),

final as (

    select
        weighed.company_id,
        weighed.customer_id,
        weighed.month_number,
        weighed.month_end_date,
        {{ days_between('weighed.first_date', 'weighed.month_end_date') }} as tenure_days,
        weighed.settled_count,
        weighed.settled_amount_base,
        weighed.punctual_amount_base,
        weighed.late_amount_base,
        weighed.weighed_amount_base,
        {{ ratio('weighed.weighed_amount_days', 'weighed.weighed_amount_base') }}
            as weighted_days_late,
        {{ ratio('weighed.settled_amount_days', 'weighed.settled_amount_base') }}
            as weighted_days_late_settled,
        {{ ratio('weighed.punctual_amount_base', 'weighed.weighed_amount_base') }} as on_time_rate,
        case
            when weighed.weighed_amount_base = 0 then 'no_payment_or_arrears'
            when weighed.weighed_amount_base < 0 then 'negative_payment_or_arrears'
        end as null_reason,
        {{ ratio(
            '(weighed.settled_count * weighed.settled_square_days'
            ~ ' - weighed.settled_days * weighed.settled_days)',
            '(weighed.settled_count * weighed.settled_count)'
        ) }} as days_late_variance
    from weighed

)

select * from final
