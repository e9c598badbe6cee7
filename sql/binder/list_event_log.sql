-- The movements of the twelve months to the period's end, for an object-centric event log.
-- Parameters: $period_end
select
    movements.event_id,
    movements.event_type,
    movements.effective_date,
    movements.company_id,
    movements.customer_id,
    movements.document_id,
    movements.counterpart_document_id,
    movements.currency_code,
    movements.amount,
    movements.file_hash,
    movements.record_number
from trace.movements as movements
where movements.effective_date <= $period_end
    and movements.effective_date > $period_end - 365
order by movements.effective_date, movements.event_id
