-- A landed record with its neighbors in the file, as landed; of a file that holds another company's events, the cited one only.
-- Parameters: $file_hash, $record_number, $company_ids (null: every company)
-- Returns: entity, record_number, content (a JSON object as text), is_cited
with

cited as (

    select distinct entity
    from trace.records
    where file_hash = $file_hash
        and record_number = $record_number

),

events as (

    select
        record_number,
        company_id in (select unnest($company_ids)) as is_his
    from marts.fct_ledger_events
    where file_hash = $file_hash

),

visible as (

    select
        $company_ids is null as is_every_record,
        coalesce(bool_and(events.is_his), false) as is_file,
        coalesce(bool_or(events.is_his and events.record_number = $record_number), false)
            as is_record
    from events

)

select
    records.entity,
    records.record_number,
    records.content,
    records.record_number = $record_number as is_cited
from trace.records as records
inner join cited
    on records.entity = cited.entity
cross join visible
where records.file_hash = $file_hash
    and records.record_number between $record_number - 1 and $record_number + 1
    and (
        visible.is_every_record
        or visible.is_file
        or (visible.is_record and records.record_number = $record_number)
    )
    and (
        visible.is_every_record
        or coalesce(json_extract_string(records.content, '$.company_id'), '') in (
            select unnest(list_append($company_ids, ''))
        )
    )
order by records.entity, records.record_number
