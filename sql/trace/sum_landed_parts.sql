-- The parts of each term and chosen row that have a landed record, kept or rejected, summed.
-- Returns: term_number, row_id, parts_sum
with

places as (

    select distinct
        parts.file_hash,
        parts.record_number
    from parts

),

landed as (

    select
        records.file_hash,
        records.record_number
    from trace.records as records
    inner join places
        on records.file_hash = places.file_hash
        and records.record_number = places.record_number

    union

    select
        rejects.file_hash,
        rejects.record_number
    from marts.fct_rejected_records as rejects
    where rejects.layer = 'landing'

    union

    -- what is of a file and of none of its records: its title, total and blank lines
    select
        files.file_hash,
        cast(0 as bigint) as record_number
    from marts.fct_files as files

)

select
    parts.term_number,
    parts.row_id,
    cast(sum(parts.amount) as decimal(38, 4)) as parts_sum
from parts
inner join landed
    on parts.file_hash = landed.file_hash
    and parts.record_number = landed.record_number
group by parts.term_number, parts.row_id
