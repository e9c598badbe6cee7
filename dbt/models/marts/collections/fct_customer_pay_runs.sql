{# One row per company and customer that paid in the window: when it pays, and whether in parts. #}

with

days as (

    select * from {{ ref('int_payment_days') }}

),

pay_run_dates as (

    select * from {{ ref('int_pay_run_dates') }}

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

matched as (

    select
        days.company_id,
        days.customer_id,
        pay_run_dates.pay_run,
        cast(sum(days.paid_amount_base) as decimal(38, 4)) as paid_on_days_amount_base
    from days
    inner join pay_run_dates
        on days.calendar_country_code = pay_run_dates.country_code
        and days.pay_date = pay_run_dates.pay_date
    group by days.company_id, days.customer_id, pay_run_dates.pay_run

),

ranked as (

    select
        matched.*,
        row_number() over (
            partition by matched.company_id, matched.customer_id
            order by matched.paid_on_days_amount_base desc, matched.pay_run
        ) as nearness
    from matched

),

final as (

    select
        {{ as_of_date() }} as as_of_date,
        customers.company_id,
        customers.customer_id,
        case
            when customers.payment_day_count >= thresholds.min_payment_day_count
                and ranked.paid_on_days_amount_base
                >= thresholds.min_pay_run_rate * customers.paid_amount_base then ranked.pay_run
        end as pay_run,
        ranked.pay_run as nearest_pay_run,
        ranked.paid_on_days_amount_base,
        {{ ratio('ranked.paid_on_days_amount_base', 'customers.paid_amount_base') }}
            as nearest_pay_run_rate,
        customers.payment_day_count,
        customers.paid_amount_base,
        partials.partly_paid_amount_base,
        {{ ratio('partials.partly_paid_amount_base', 'partials.paid_amount_base') }}
            as partial_payment_rate,
        {{ ratio('partials.partly_paid_amount_base', 'partials.paid_amount_base') }}
            >= thresholds.min_partial_rate as is_partial_payer
    from customers
    cross join thresholds
    left join ranked
        on customers.company_id = ranked.company_id
        and customers.customer_id = ranked.customer_id
        and ranked.nearness = 1
    left join partials
        on customers.company_id = partials.company_id
        and customers.customer_id = partials.customer_id

)

select * from final
