-- Documents posted or issued within ten days of the period's end, and on which side each day falls: those
-- issued in one period and posted in the other are flagged.
-- Parameters: $period_end
with

documents as (

    select
        records.file_hash,
        records.record_number,
        try_cast(records.content ->> 'issue_date' as date) as issue_date
    from trace.records as records
    where records.entity = 'documents'

)

select
    movements.company_id,
    movements.customer_id,
    movements.document_id,
    movements.instalment_number,
    movements.event_type as document_type,
    movements.effective_date as posting_date,
    documents.issue_date,
    coalesce(
        (movements.effective_date <= $period_end) <> (documents.issue_date <= $period_end), false
    ) as crosses_period_end,
    movements.currency_code,
    movements.amount,
    movements.amount_base,
    movements.file_hash,
    movements.record_number
from trace.movements as movements
inner join documents
    on movements.file_hash = documents.file_hash
    and movements.record_number = documents.record_number
where movements.event_type not in ('allocation', 'allocation_reversal', 'void')
    and (
        abs(movements.effective_date - $period_end) <= 10
        or abs(documents.issue_date - $period_end) <= 10
    )
order by
    movements.company_id, movements.effective_date, movements.document_id,
    movements.instalment_number
