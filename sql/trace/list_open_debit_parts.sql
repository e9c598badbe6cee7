-- Parts of open debits at the as-of date, of which receipts are forecast: all that moved them up to it.
-- Names: measure
select
    chosen.row_id,
    movements.event_id,
    movements.company_id,
    movements.document_id,
    items.document_number,
    movements.instalment_number,
    movements.event_type,
    movements.effective_date,
    movements.{{ measure }} as amount,
    movements.file_hash,
    movements.record_number
from chosen
inner join marts.fct_open_items as items
    on chosen.company_id in ('*', items.company_id)
    and items.aging_bucket_code <> 'unapplied'
inner join trace.movements as movements
    on items.company_id = movements.company_id
    and items.document_id = movements.document_id
    and items.instalment_number = movements.instalment_number
    and items.as_of_date >= movements.effective_date
