-- Parts of a file's count: its records, staged and rejected, or the rejected alone; each counts one.
-- Parameters: $is_rejected_only
with

records as (

    select
        records.file_hash,
        records.record_number,
        records.entity
    from trace.records as records
    where
        not $is_rejected_only
        and records.record_number > 0

    union all

    -- what a statement's head states is one record, 0, whatever rows it fills
    select distinct
        records.file_hash,
        records.record_number,
        records.entity
    from trace.records as records
    where
        not $is_rejected_only
        and records.record_number = 0

    union all

    select
        rejects.file_hash,
        rejects.record_number,
        rejects.entity
    from marts.fct_rejected_records as rejects
    where rejects.layer = 'landing'

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
    cast(1 as decimal(38, 4)) as amount,
    records.file_hash,
    records.record_number
from chosen
inner join records
    on chosen.file_hash = records.file_hash
