-- Chosen rows that the parts with a landed record, kept or rejected, do not sum to: none, or the build is not published.
-- Names: column. Returns: row_text, figure_value, parts_sum
with

landed as (

    select
        records.file_hash,
        records.record_number
    from trace.records as records

    union

    select
        rejects.file_hash,
        rejects.record_number
    from marts.fct_rejected_records as rejects
    where rejects.layer = 'landing'

),

sums as (

    select
        parts.row_id,
        cast(sum(parts.amount) as decimal(38, 4)) as parts_sum
    from parts
    inner join landed
        on parts.file_hash = landed.file_hash
        and parts.record_number = landed.record_number
    group by parts.row_id

)

select
    cast(chosen as varchar) as row_text,
    chosen.{{ column }} as figure_value,
    sums.parts_sum
from chosen
left join sums
    on chosen.row_id = sums.row_id
where coalesce(chosen.{{ column }}, 0) <> coalesce(sums.parts_sum, 0)
order by row_text
