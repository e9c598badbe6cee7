-- The items that a roll rate counts: in one bucket at the end of the month before, in the next at its end.
-- Parameters: $company_id, $segment (empty: all), $month_end_date, $from_state, $to_state
-- Returns: customer_id, customer_name, document_id, instalment_number, document_number, due_date, amount (base, in both)
with

months as (

    select
        cast($month_end_date as date) as last_date,
        cast(date_trunc('month', cast($month_end_date as date)) as date) - 1 as previous_date

),

states as (

    select
        first_state.from_days as first_from,
        first_state.until_days as first_until,
        last_state.from_days as last_from,
        last_state.until_days as last_until
    from marts.dim_aging_buckets as first_state
    cross join marts.dim_aging_buckets as last_state
    where first_state.aging_bucket_code = $from_state
        and last_state.aging_bucket_code = $to_state

),

items as (

    select
        slices.customer_id,
        slices.document_id,
        slices.instalment_number,
        slices.document_number,
        slices.due_date,
        cast(sum(slices.amount_base) as decimal(38, 4)) as amount
    from trace.slices as slices
    cross join months
    cross join states
    where slices.company_id = $company_id
        and slices.item_sign = 1
        and slices.posting_date <= months.previous_date
        and slices.close_date > months.last_date
        and months.previous_date - slices.due_date >= states.first_from
        and months.previous_date - slices.due_date < states.first_until
        and months.last_date - slices.due_date >= states.last_from
        and months.last_date - slices.due_date < states.last_until
    group by all
    having sum(slices.amount) <> 0

)

select
    items.customer_id,
    coalesce(customers.customer_name, items.customer_id) as customer_name,
    items.document_id,
    items.instalment_number,
    coalesce(items.document_number, items.document_id) as document_number,
    items.due_date,
    items.amount
from items
left join marts.dim_customers as customers
    on customers.company_id = $company_id
    and items.customer_id = customers.customer_id
where $segment = ''
    or customers.segment = $segment
order by items.amount desc nulls last, items.document_id asc, items.instalment_number asc
