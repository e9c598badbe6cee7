-- The open items that may be paid in a week, the largest parts first; takes $company_id, $week_start_date, $limit.
-- Returns customer_id, customer_name, document_id, instalment_number, document_number, due_date, open_amount,
-- probability, expected_amount, p50_date, reasons, line, item_count and total_amount (of all items of the week)
select
    items.customer_id,
    coalesce(customers.customer_name, items.customer_id) as customer_name,
    items.document_id,
    items.instalment_number,
    items.document_number,
    items.due_date,
    items.open_amount_base as open_amount,
    weekly.probability,
    weekly.expected_amount_base as expected_amount,
    predictions.p50_date,
    predictions.reasons,
    weekly.line,
    cast(count(*) over () as integer) as item_count,
    sum(weekly.expected_amount_base) over () as total_amount
from marts.fct_payment_predictions_weekly as weekly
inner join marts.fct_open_items as items
    on weekly.company_id = items.company_id
    and weekly.document_id = items.document_id
    and weekly.instalment_number = items.instalment_number
inner join marts.fct_payment_predictions as predictions
    on weekly.company_id = predictions.company_id
    and weekly.document_id = predictions.document_id
    and weekly.instalment_number = predictions.instalment_number
left join marts.dim_customers as customers
    on items.company_id = customers.company_id
    and items.customer_id = customers.customer_id
where weekly.company_id = $company_id
    and weekly.week_start_date = $week_start_date
order by weekly.expected_amount_base desc, items.document_id asc, items.instalment_number asc
limit $limit;
