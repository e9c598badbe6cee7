-- Parts of what was open of an item at the end of the day before one of the row's days: all that moved it until then.
-- Names: measure, day
select
    chosen.row_id,
    movements.event_id,
    movements.company_id,
    movements.document_id,
    chosen.document_number,
    movements.instalment_number,
    movements.event_type,
    movements.effective_date,
    movements.{{ measure }} as amount,
    movements.file_hash,
    movements.record_number
from chosen
inner join trace.movements as movements
    on chosen.company_id = movements.company_id
    and chosen.document_id = movements.document_id
    and chosen.instalment_number = movements.instalment_number
    and chosen.{{ day }} > movements.effective_date
