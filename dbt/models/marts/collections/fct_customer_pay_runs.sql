{# One row per company and customer that paid in the window: when it pays, and whether in parts. #}

with

days as (

    select * from {{ ref('int_payment_days') }}

),

partials as (

    select * from {{ ref('int_partial_payments') }}

),

thresholds as (

    select * from {{ ref('int_payer_thresholds') }}

),

customers as (

    select
        days.company_id,
        days.customer_id,
        cast(count(*) as integer) as payment_day_count,
        cast(sum(days.paid_amount_base) as decimal(38, 4)) as paid_amount_base
    from days
    group by days.company_id, days.customer_id

),

ranked as (

    select * from {{ ref('int_pay_run_matches') }}
    where nearness_rank = 1

),

final as (

    select
        {{ as_of_date() }} as as_of_date,
        customers.company_id,
        customers.customer_id,
        case
            when customers.payment_day_count >= thresholds.min_payment_day_count
                and ranked.nearness_rate >= thresholds.min_pay_run_rate
                and ranked.deviation_square * customers.payment_day_count
                >= thresholds.min_pay_run_deviation * thresholds.min_pay_run_deviation
                then ranked.pay_run
        end as pay_run,
        ranked.pay_run as nearest_pay_run,
        ranked.matched_rate,
        ranked.chance_rate,
        ranked.nearness_rate,
        customers.payment_day_count,
        customers.paid_amount_base,
        partials.partly_paid_amount_base,
        partials.partial_payment_rate,
        partials.partial_payment_rate >= thresholds.min_partial_rate as is_partial_payer
    from customers
    cross join thresholds
    left join ranked
        on customers.company_id = ranked.company_id
        and customers.customer_id = ranked.customer_id
    left join partials
        on customers.company_id = partials.company_id
        and customers.customer_id = partials.customer_id

)

select * from final
