-- The staged documents that count by the period's end: the opening of each item, with its record.
-- Parameters: $period_end
with

items as (

    select
        slices.company_id,
        slices.document_id,
        slices.instalment_number,
        min(slices.customer_id) as customer_id,
        min(slices.document_type) as document_type,
        min(slices.document_number) as document_number,
        min(slices.posting_date) as posting_date,
        min(slices.due_date) as due_date
    from trace.slices as slices
    where slices.posting_date <= $period_end
    group by slices.company_id, slices.document_id, slices.instalment_number

)

select
    items.company_id,
    items.document_id,
    items.instalment_number,
    items.customer_id,
    items.document_type,
    items.document_number,
    movements.currency_code,
    items.posting_date,
    items.due_date,
    movements.amount,
    movements.amount_base,
    movements.file_hash,
    movements.record_number
from items
inner join trace.movements as movements
    on items.company_id = movements.company_id
    and items.document_id = movements.document_id
    and items.instalment_number = movements.instalment_number
    and items.document_type = movements.event_type
order by items.company_id, items.document_id, items.instalment_number
