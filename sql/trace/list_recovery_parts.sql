-- Parts of what receipts took off debits that were overdue at the end of the month before: their
-- allocations in effect that month, and the reversals of such.
-- Names: measure
with

months as (

    select
        chosen.row_id,
        chosen.company_id,
        chosen.month_end_date,
        cast(date_trunc('month', chosen.month_end_date) as date) - 1 as opening_date
    from chosen

),

overdue_items as (

    select
        months.row_id,
        months.month_end_date,
        months.opening_date,
        slices.company_id,
        slices.document_id,
        slices.instalment_number,
        min(slices.document_number) as document_number
    from months
    inner join trace.slices as slices
        on months.company_id = slices.company_id
        and months.opening_date >= slices.posting_date
        and months.opening_date < slices.close_date
        and months.opening_date > slices.due_date
    where slices.item_sign = 1
    group by
        months.row_id, months.month_end_date, months.opening_date, slices.company_id,
        slices.document_id, slices.instalment_number
    having sum(slices.amount) <> 0

),

receipts as (

    select distinct
        slices.company_id,
        slices.document_id
    from trace.slices as slices
    where slices.document_type = 'receipt'

)

select
    overdue_items.row_id,
    movements.event_id,
    movements.company_id,
    movements.document_id,
    overdue_items.document_number,
    movements.instalment_number,
    movements.event_type,
    movements.effective_date,
    -movements.{{ measure }} as amount,
    movements.file_hash,
    movements.record_number
from overdue_items
inner join trace.movements as movements
    on overdue_items.company_id = movements.company_id
    and overdue_items.document_id = movements.document_id
    and overdue_items.instalment_number = movements.instalment_number
    and overdue_items.opening_date < movements.effective_date
    and overdue_items.month_end_date >= movements.effective_date
inner join receipts
    on movements.company_id = receipts.company_id
    and movements.counterpart_document_id = receipts.document_id
where movements.event_type in ('allocation', 'allocation_reversal')
