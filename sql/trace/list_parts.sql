-- The parts by document and day, as many as asked for, with the name of their file.
-- Parameters: $part_limit (null: all of them)
-- Returns: event_id, company_id, document_id, document_number, instalment_number, event_type,
--   effective_date, amount, file_hash, file_name, record_number
with

unnumbered as (

    select distinct
        parts.company_id,
        parts.document_id
    from parts
    where parts.document_number is null

),

numbers as (

    select
        slices.company_id,
        slices.document_id,
        min(slices.document_number) as document_number
    from trace.slices as slices
    inner join unnumbered
        on slices.company_id = unnumbered.company_id
        and slices.document_id = unnumbered.document_id
    group by slices.company_id, slices.document_id

),

numbered as (

    select
        parts.*,
        row_number() over (
            order by
                parts.company_id, parts.document_id, parts.instalment_number, parts.effective_date,
                parts.event_id, parts.file_hash, parts.record_number, parts.amount
        ) as part_number
    from parts

)

select
    numbered.event_id,
    numbered.company_id,
    numbered.document_id,
    coalesce(numbered.document_number, numbers.document_number) as document_number,
    numbered.instalment_number,
    numbered.event_type,
    numbered.effective_date,
    numbered.amount,
    numbered.file_hash,
    files.file_name,
    numbered.record_number
from numbered
left join marts.fct_files as files
    on numbered.file_hash = files.file_hash
left join numbers
    on numbered.company_id = numbers.company_id
    and numbered.document_id = numbers.document_id
where $part_limit is null or numbered.part_number <= $part_limit
order by numbered.part_number
