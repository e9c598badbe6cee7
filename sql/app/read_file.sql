-- A landed file that holds an event of a company that the reader may see.
-- Parameters: $file_hash, $company_ids (null: every company)
-- Returns: file_hash, file_name, source, reader, received_at, byte_count
select
    file_hash,
    file_name,
    source,
    reader,
    received_at,
    byte_count
from marts.fct_files
where file_hash = $file_hash
    and (
        $company_ids is null
        or exists (
            select 1
            from marts.fct_ledger_events as events
            where events.file_hash = $file_hash
                and events.company_id in (select unnest($company_ids))
        )
    )
