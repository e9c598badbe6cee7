{#
    At the newest month end, what customers paid in the window and what is open and late are the sums
    of their items; the mart makes them of changes, month by month.
#}

with

delays as (

    select
        delays.*,
        {{ month_end(last_month_number()) }} as month_end_date
    from {{ ref('int_payment_delays') }} as delays

),

of_items as (

    select
        delays.company_id,
        sum(case
            when delays.settled_state = 'paid'
                and delays.close_date <= delays.month_end_date
                and {{ month_number('delays.applied_date') }} + thresholds.window_months
                > {{ last_month_number() }} then delays.amount_base
            else 0
        end) as settled_amount_base,
        sum(case
            when delays.posting_date <= delays.month_end_date
                and delays.last_punctual_date < delays.month_end_date
                and delays.close_date > delays.month_end_date then delays.amount_base
            else 0
        end) as late_amount_base
    from delays
    cross join {{ ref('int_payer_thresholds') }} as thresholds
    group by delays.company_id

),

of_customers as (

    select
        company_id,
        sum(settled_amount_base) as settled_amount_base,
        sum(late_amount_base) as late_amount_base
    from {{ ref('fct_customer_behavior_monthly') }}
    where month_end_date = {{ month_end(last_month_number()) }}
    group by company_id

)

select
    of_items.company_id,
    of_items.settled_amount_base,
    of_customers.settled_amount_base as customers_settled_amount_base,
    of_items.late_amount_base,
    of_customers.late_amount_base as customers_late_amount_base
from of_items
left join of_customers
    on of_items.company_id = of_customers.company_id
where of_items.settled_amount_base <> coalesce(of_customers.settled_amount_base, 0)
    or of_items.late_amount_base <> coalesce(of_customers.late_amount_base, 0)
