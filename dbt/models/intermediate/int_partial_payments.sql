{# One row per company and customer: what was paid in the window, and of it what took two payments. #}

with

delays as (

    select * from {{ ref('int_payment_delays') }}
    where settled_state = 'paid'

),

thresholds as (

    select * from {{ ref('int_payer_thresholds') }}

),

items as (

    select
        delays.company_id,
        delays.customer_id,
        delays.document_id,
        delays.instalment_number,
        sum(case when delays.is_reversal then -1 else 1 end) as payment_count,
        sum(delays.amount_base) as paid_amount_base,
        max(delays.applied_date) as last_paid_date
    from delays
    group by
        delays.company_id,
        delays.customer_id,
        delays.document_id,
        delays.instalment_number

),

summed as (

    select
        items.company_id,
        items.customer_id,
        cast(sum(items.paid_amount_base) as decimal(38, 4)) as paid_amount_base,
        cast(sum(case
            when items.payment_count > 1 then items.paid_amount_base
            else 0
        end) as decimal(38, 4)) as partly_paid_amount_base
    from items
    cross join thresholds
    where {{ month_number('items.last_paid_date') }}
        > {{ month_number(as_of_date()) }} - thresholds.window_months
    group by items.company_id, items.customer_id

),

final as (

    select
        summed.company_id,
        summed.customer_id,
        summed.paid_amount_base,
        summed.partly_paid_amount_base,
        {{ ratio('summed.partly_paid_amount_base', 'summed.paid_amount_base') }}
            as partial_payment_rate
    from summed

)

select * from final
