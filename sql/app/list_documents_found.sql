-- The instalments of the documents of a number or id, with what is open of them at a day.
-- Parameters: $company_id, $as_of_date, $needle
-- Returns: document_id, instalment_number, document_number, document_type, customer_name, posting_date, due_date,
--   currency_code, open_amount
select
    slices.document_id,
    slices.instalment_number,
    slices.document_number,
    slices.document_type,
    coalesce(min(customers.customer_name), slices.customer_id) as customer_name,
    slices.posting_date,
    slices.due_date,
    slices.currency_code,
    cast(coalesce(sum(slices.amount) filter (
        slices.posting_date <= cast($as_of_date as date)
        and slices.close_date > cast($as_of_date as date)
    ), 0) as decimal(38, 4)) as open_amount
from trace.slices as slices
left join marts.dim_customers as customers
    on slices.company_id = customers.company_id
    and slices.customer_id = customers.customer_id
where slices.company_id = $company_id
    and (slices.document_number = $needle or slices.document_id = $needle)
group by
    slices.document_id, slices.instalment_number, slices.document_number, slices.document_type,
    slices.customer_id, slices.posting_date, slices.due_date, slices.currency_code
order by slices.document_id, slices.instalment_number
limit 50
