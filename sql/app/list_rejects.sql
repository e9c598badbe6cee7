-- The records that were refused, with the reason and the text as it came, a page of them.
-- Parameters: $company_ids (null: every company; else only of files whose events are all of these), $limit, $offset
-- Returns: file_name, source, record_number, entity, layer, reason_code, reason, original_text, reject_count (of all pages)
select
    coalesce(files.file_name, rejects.file_hash) as file_name,
    coalesce(files.source, '') as source,
    rejects.record_number,
    rejects.entity,
    rejects.layer,
    rejects.reason_code,
    rejects.reason,
    coalesce(rejects.original_text, '') as original_text,
    cast(count(*) over () as integer) as reject_count
from marts.fct_rejected_records as rejects
left join marts.fct_files as files
    on rejects.file_hash = files.file_hash
where $company_ids is null
    or (
        rejects.file_hash in (
            select events.file_hash
            from marts.fct_ledger_events as events
            where events.company_id in (select unnest($company_ids))
        )
        and rejects.file_hash not in (
            select events.file_hash
            from marts.fct_ledger_events as events
            where events.company_id not in (select unnest($company_ids))
        )
    )
order by rejects.layer asc, files.file_name asc nulls last, rejects.record_number asc
limit $limit offset $offset
