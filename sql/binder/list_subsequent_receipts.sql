-- What receipts took, after the period's end, off debits open on it.
-- Parameters: $period_end
with

open_debits as (

    select
        slices.company_id,
        slices.document_id,
        slices.instalment_number,
        min(slices.document_number) as document_number,
        cast(sum(slices.amount) as decimal(38, 4)) as open_amount
    from trace.slices as slices
    where slices.item_sign = 1
        and slices.posting_date <= $period_end
        and slices.close_date > $period_end
    group by slices.company_id, slices.document_id, slices.instalment_number
    having sum(slices.amount) <> 0

),

receipts as (

    select distinct
        slices.company_id,
        slices.document_id,
        slices.document_number,
        slices.posting_date
    from trace.slices as slices
    where slices.document_type = 'receipt'

)

select
    movements.company_id,
    movements.customer_id,
    movements.document_id,
    open_debits.document_number,
    movements.instalment_number,
    movements.currency_code,
    open_debits.open_amount,
    receipts.document_id as receipt_document_id,
    receipts.document_number as receipt_number,
    receipts.posting_date as receipt_date,
    movements.effective_date as applied_date,
    -movements.amount as received_amount,
    -movements.amount_base as received_amount_base,
    movements.file_hash,
    movements.record_number
from open_debits
inner join trace.movements as movements
    on open_debits.company_id = movements.company_id
    and open_debits.document_id = movements.document_id
    and open_debits.instalment_number = movements.instalment_number
inner join receipts
    on movements.company_id = receipts.company_id
    and movements.counterpart_document_id = receipts.document_id
cross join trace.build as builds
where movements.event_type in ('allocation', 'allocation_reversal')
    and movements.effective_date > $period_end
    and movements.effective_date <= builds.as_of_date
order by
    movements.company_id, movements.document_id, movements.instalment_number,
    movements.effective_date, movements.event_id
