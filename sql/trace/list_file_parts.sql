-- Parts of a file's count: its records, staged and rejected, each one, and its ignored lines together; or the rejected alone.
-- Parameters: $is_rejected_only
with

records as (

    select
        records.file_hash,
        records.record_number,
        records.entity,
        1 as weight
    from trace.records as records
    where
        not $is_rejected_only
        and records.record_number > 0

    union all

    -- what a statement's head states is one record, 0, whatever rows it fills
    select distinct
        records.file_hash,
        records.record_number,
        records.entity,
        1 as weight
    from trace.records as records
    where
        not $is_rejected_only
        and records.record_number = 0

    union all

    select
        rejects.file_hash,
        rejects.record_number,
        rejects.entity,
        1 as weight
    from marts.fct_rejected_records as rejects
    where rejects.layer = 'landing'

    union all

    -- title, total and blank lines are counted with the file; none has a number of its own
    select
        files.file_hash,
        cast(0 as bigint) as record_number,
        'ignored' as entity,
        files.ignored_count as weight
    from marts.fct_files as files
    where
        not $is_rejected_only
        and files.ignored_count > 0

)

select
    chosen.row_id,
    cast(null as varchar) as event_id,
    cast(null as varchar) as company_id,
    cast(null as varchar) as document_id,
    cast(null as varchar) as document_number,
    cast(null as integer) as instalment_number,
    records.entity as event_type,
    cast(null as date) as effective_date,
    cast(records.weight as decimal(38, 4)) as amount,
    records.file_hash,
    records.record_number
from chosen
inner join records
    on chosen.file_hash = records.file_hash
