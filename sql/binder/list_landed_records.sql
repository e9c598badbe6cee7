-- The landed records that the staged ones come from, their values exactly as landed.
-- Parameters: $period_end
with

places as (

    select distinct
        movements.file_hash,
        movements.record_number
    from trace.movements as movements
    where movements.effective_date <= $period_end

)

select
    records.file_hash,
    records.record_number,
    records.entity,
    records.content ->> 'document_id' as document_id,
    records.content ->> 'document_number' as document_number,
    records.content ->> 'debit_document_id' as debit_document_id,
    records.content ->> 'credit_document_id' as credit_document_id,
    records.content ->> 'currency_code' as currency_code,
    records.content ->> 'amount' as amount,
    records.content ->> 'credit_amount' as credit_amount
from trace.records as records
inner join places
    on records.file_hash = places.file_hash
    and records.record_number = places.record_number
where records.entity in ('documents', 'allocations')
order by records.file_hash, records.record_number, records.entity
