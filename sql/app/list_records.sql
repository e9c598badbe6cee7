-- A landed record with its neighbors in the file, as landed.
-- Parameters: $file_hash, $record_number. Returns: entity, record_number, content (a JSON object as text), is_cited
with

cited as (

    select distinct entity
    from trace.records
    where file_hash = $file_hash
        and record_number = $record_number

)

select
    records.entity,
    records.record_number,
    records.content,
    records.record_number = $record_number as is_cited
from trace.records as records
inner join cited
    on records.entity = cited.entity
where records.file_hash = $file_hash
    and records.record_number between $record_number - 1 and $record_number + 1
order by records.entity, records.record_number
