{# One row per company, customer and day on which it paid in the window, with what was allocated of it. #}

with

delays as (

    select * from {{ ref('int_payment_delays') }}
    where settled_state = 'paid'

),

thresholds as (

    select * from {{ ref('int_payer_thresholds') }}

),

final as (

    select
        delays.company_id,
        delays.customer_id,
        delays.calendar_country_code,
        delays.paid_date as pay_date,
        cast(sum(delays.amount_base) as decimal(38, 4)) as paid_amount_base
    from delays
    cross join thresholds
    where {{ month_number('delays.paid_date') }}
        > {{ month_number(as_of_date()) }} - thresholds.window_months
    group by
        delays.company_id,
        delays.customer_id,
        delays.calendar_country_code,
        delays.paid_date
    having sum(delays.amount_base) > 0

)

select * from final
