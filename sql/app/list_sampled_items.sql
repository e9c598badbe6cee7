-- A monetary-unit sample of a day's open debits in base currency: those that hold the units start, start + step, …
-- Parameters: $company_id, $as_of_date, $hits (about how many), $start_share (where in the first step)
-- Returns: document_id, instalment_number, document_number, customer_name, due_date, amount_base, hits, is_top_stratum,
--   interval_amount_base, population_amount_base, population_count
with

items as (

    select
        slices.customer_id,
        slices.document_id,
        slices.instalment_number,
        min(slices.document_number) as document_number,
        min(slices.due_date) as due_date,
        cast(sum(slices.amount_base) as decimal(38, 4)) as amount_base
    from trace.slices as slices
    where slices.company_id = $company_id
        and slices.item_sign = 1
        and slices.posting_date <= cast($as_of_date as date)
        and slices.close_date > cast($as_of_date as date)
    group by slices.customer_id, slices.document_id, slices.instalment_number
    having sum(slices.amount_base) > 0

),

measured as (

    select
        items.*,
        sum(items.amount_base) over (
            order by items.customer_id, items.document_id, items.instalment_number
        ) as passed_amount,
        cast(sum(items.amount_base) over () as decimal(38, 4)) as population_amount_base,
        count(*) over () as population_count
    from items

),

stepped as (

    select
        measured.*,
        cast(measured.population_amount_base / $hits as decimal(38, 4)) as interval_amount_base
    from measured

),

counted as (

    select
        stepped.*,
        cast(floor((
            stepped.passed_amount - stepped.interval_amount_base * $start_share
        ) / stepped.interval_amount_base) as integer)
        - cast(floor((
            stepped.passed_amount
            - stepped.amount_base
            - stepped.interval_amount_base * $start_share
        ) / stepped.interval_amount_base) as integer) as hits
    from stepped

)

select
    counted.document_id,
    counted.instalment_number,
    coalesce(counted.document_number, counted.document_id) as document_number,
    coalesce(customers.customer_name, counted.customer_id) as customer_name,
    counted.due_date,
    counted.amount_base,
    counted.hits,
    counted.amount_base >= counted.interval_amount_base as is_top_stratum,
    counted.interval_amount_base,
    counted.population_amount_base,
    cast(counted.population_count as integer) as population_count
from counted
left join marts.dim_customers as customers
    on customers.company_id = $company_id
    and counted.customer_id = customers.customer_id
where counted.hits > 0
order by counted.amount_base desc, counted.document_id asc, counted.instalment_number asc
