-- The staged allocations, reversals and voids in effect by the period's end: a row per side and instalment.
-- Parameters: $period_end
select
    movements.company_id,
    movements.document_id,
    movements.instalment_number,
    movements.event_type,
    movements.counterpart_document_id,
    movements.currency_code,
    movements.effective_date,
    movements.amount,
    movements.amount_base,
    movements.file_hash,
    movements.record_number
from trace.movements as movements
where movements.event_type in ('allocation', 'allocation_reversal', 'void', 'conversion')
    and movements.effective_date <= $period_end
order by
    movements.company_id, movements.document_id, movements.instalment_number,
    movements.effective_date, movements.event_id
