{# One row per company, customer and month since its first debit: the sums of its behavior. #}

with

customers as (

    select * from {{ ref('int_customers') }}

),

first_days as (

    select
        company_id,
        customer_id,
        min(posting_date) as first_posting_date
    from {{ ref('int_payment_delays') }}
    group by company_id, customer_id

),

known as (

    select
        first_days.company_id,
        first_days.customer_id,
        first_days.first_posting_date,
        least(first_days.first_posting_date, customers.created_date) as first_date
    from first_days
    inner join customers
        on first_days.company_id = customers.company_id
        and first_days.customer_id = customers.customer_id

),

months as (

    {{ integer_series(
        '(select min(' ~ month_number('first_posting_date') ~ ') from first_days)',
        last_month_number(), 'month_number'
    ) }}

),

changes as (

    select * from {{ ref('int_behavior_changes') }}

),

final as (

    select
        known.company_id,
        known.customer_id,
        months.month_number,
        known.first_date,
        sum(changes.settled_count) over customer_months as settled_count,
        sum(changes.settled_days) over customer_months as settled_days,
        sum(changes.settled_square_days) over customer_months as settled_square_days,
        sum(changes.settled_amount_base) over customer_months as settled_amount_base,
        sum(changes.punctual_amount_base) over customer_months as punctual_amount_base,
        sum(changes.settled_amount_days) over customer_months as settled_amount_days,
        sum(changes.late_amount_base) over customer_months as late_amount_base,
        sum(changes.late_amount_days) over customer_months as late_amount_days
    from known
    inner join months
        on {{ month_number('known.first_posting_date') }} <= months.month_number
    left join changes
        on known.company_id = changes.company_id
        and known.customer_id = changes.customer_id
        and months.month_number = changes.month_number
    window customer_months as (
        partition by known.company_id, known.customer_id
        order by months.month_number
        rows between unbounded preceding and current row
    )

)

select * from final
