-- A landed record, as landed.
-- Parameters: $file_hash, $record_number. Returns: entity, content (a JSON object as text)
select
    records.entity,
    records.content
from trace.records as records
where records.file_hash = $file_hash
    and records.record_number = $record_number
order by records.entity
