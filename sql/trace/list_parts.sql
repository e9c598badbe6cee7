-- The parts by document and day, as many as asked for, with the name of their file.
-- Parameters: $part_limit (null: all of them)
-- Returns: event_id, company_id, document_id, document_number, instalment_number, event_type,
--   effective_date, amount, file_hash, file_name, record_number
select
    parts.event_id,
    parts.company_id,
    parts.document_id,
    parts.document_number,
    parts.instalment_number,
    parts.event_type,
    parts.effective_date,
    parts.amount,
    parts.file_hash,
    files.file_name,
    parts.record_number
from parts
left join marts.fct_files as files
    on parts.file_hash = files.file_hash
where $part_limit is null or parts.part_number <= $part_limit
order by parts.part_number
