-- Parts of what receipts paid of invoices and debit notes in the month, less what was taken back.
-- Names: measure
with

documents as (

    select
        slices.company_id,
        slices.document_id,
        min(slices.document_type) as document_type,
        min(slices.document_number) as document_number
    from trace.slices as slices
    group by slices.company_id, slices.document_id

)

select
    wanted.row_id,
    movements.event_id,
    movements.company_id,
    movements.document_id,
    documents.document_number,
    movements.instalment_number,
    movements.event_type,
    movements.effective_date,
    -movements.{{ measure }} as amount,
    movements.file_hash,
    movements.record_number
from wanted
inner join trace.movements as movements
    on wanted.company_id = movements.company_id
    and wanted.day >= movements.effective_date
    and wanted.month_start <= movements.effective_date
inner join documents
    on movements.company_id = documents.company_id
    and movements.document_id = documents.document_id
inner join documents as credits
    on movements.company_id = credits.company_id
    and movements.counterpart_document_id = credits.document_id
left join marts.dim_customers as customers
    on movements.company_id = customers.company_id
    and movements.customer_id = customers.customer_id
where movements.event_type in ('allocation', 'allocation_reversal')
    and documents.document_type in ('invoice', 'debit_note')
    and credits.document_type = 'receipt'
    and (wanted.customer_id is null or wanted.customer_id = movements.customer_id)
    and (not wanted.has_segment or wanted.segment is not distinct from customers.segment)
