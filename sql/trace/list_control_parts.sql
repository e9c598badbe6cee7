-- Parts of a control total: the records that are counted, each as one, or the events that are summed;
-- of what is counted by file, each file at its first record.
with

first_records as (

    select
        records.file_hash,
        min(records.record_number) as record_number
    from trace.records as records
    group by records.file_hash

    union all

    select
        rejects.file_hash,
        min(rejects.record_number) as record_number
    from marts.fct_rejected_records as rejects
    where rejects.layer = 'landing'
        and rejects.file_hash not in (select records.file_hash from trace.records as records)
    group by rejects.file_hash

),

measures as (

    select unnest(['file_count', 'record_count', 'reject_count', 'ignored_count']) as measure

),

counted as (

    select
        'raw' as layer,
        records.entity,
        'record_count' as measure,
        1 as amount,
        records.file_hash,
        records.record_number
    from trace.records as records

    union all

    select
        rejects.layer,
        rejects.entity,
        'reject_count' as measure,
        1 as amount,
        rejects.file_hash,
        rejects.record_number
    from marts.fct_rejected_records as rejects

    union all

    select
        'landing' as layer,
        'files' as entity,
        measures.measure,
        case measures.measure
            when 'file_count' then 1
            when 'record_count' then files.record_count
            when 'reject_count' then files.reject_count
            else files.ignored_count
        end as amount,
        files.file_hash,
        first_records.record_number
    from marts.fct_files as files
    cross join measures
    inner join first_records
        on files.file_hash = first_records.file_hash

)

select
    chosen.row_id,
    cast(null as varchar) as event_id,
    cast(null as varchar) as company_id,
    cast(null as varchar) as document_id,
    cast(null as varchar) as document_number,
    cast(null as integer) as instalment_number,
    counted.entity as event_type,
    cast(null as date) as effective_date,
    cast(counted.amount as decimal(38, 4)) as amount,
    counted.file_hash,
    counted.record_number
from chosen
inner join counted
    on chosen.layer = counted.layer
    and chosen.entity = counted.entity
    and chosen.measure = counted.measure

union all

select
    chosen.row_id,
    movements.event_id,
    movements.company_id,
    movements.document_id,
    cast(null as varchar) as document_number,
    movements.instalment_number,
    movements.event_type,
    movements.effective_date,
    movements.amount,
    movements.file_hash,
    movements.record_number
from chosen
cross join trace.build as builds
inner join trace.movements as movements
    on builds.as_of_date >= movements.effective_date
    and chosen.entity in (
        'events:' || movements.company_id || ':' || movements.currency_code,
        'open_items:' || movements.company_id || ':' || movements.currency_code
    )
where chosen.measure = 'open_amount'
