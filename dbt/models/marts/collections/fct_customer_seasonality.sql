{# One row per company, customer and month of the year in which its debts fell due and were paid. #}

with

delays as (

    select * from {{ ref('int_payment_delays') }}
    where settled_state = 'paid'

),

months as (

    select
        delays.company_id,
        delays.customer_id,
        cast(extract(month from delays.due_date) as integer) as due_month_of_year,
        cast(sum(case when delays.is_reversal then -1 else 1 end) as integer) as settled_count,
        cast(sum(delays.amount_base) as decimal(38, 4)) as settled_amount_base,
        cast(sum(delays.amount_base * delays.days_late) as decimal(38, 4)) as settled_amount_days
    from delays
    group by
        delays.company_id,
        delays.customer_id,
        cast(extract(month from delays.due_date) as integer)
    having sum(delays.amount_base) > 0

),

customers as (

    select
        months.company_id,
        months.customer_id,
        cast(sum(months.settled_amount_base) as decimal(38, 4)) as settled_amount_base,
        cast(sum(months.settled_amount_days) as decimal(38, 4)) as settled_amount_days
    from months
    group by months.company_id, months.customer_id

),

final as (

    select
        {{ as_of_date() }} as as_of_date,
        months.company_id,
        months.customer_id,
        months.due_month_of_year,
        months.settled_count,
        months.settled_amount_base,
        {{ ratio('months.settled_amount_days', 'months.settled_amount_base') }}
            as weighted_days_late_settled,
        cast(
            {{ ratio('months.settled_amount_days', 'months.settled_amount_base') }}
            - {{ ratio('customers.settled_amount_days', 'customers.settled_amount_base') }}
            as decimal(18, 8)
        ) as seasonal_days
    from months
    inner join customers
        on months.company_id = customers.company_id
        and months.customer_id = customers.customer_id

)

select * from final
