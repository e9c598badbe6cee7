-- Parts of what moved the ledger up to a day: the movements of some types in a span of days.
-- Parameters: $event_types, $day_count (null: the month so far). Names: measure, day
with

documents as (

    select
        slices.company_id,
        slices.document_id,
        min(slices.document_number) as document_number
    from trace.slices as slices
    group by slices.company_id, slices.document_id

)

select
    chosen.row_id,
    movements.event_id,
    movements.company_id,
    movements.document_id,
    documents.document_number,
    movements.instalment_number,
    movements.event_type,
    movements.effective_date,
    movements.{{ measure }} as amount,
    movements.file_hash,
    movements.record_number
from chosen
inner join trace.movements as movements
    on chosen.company_id = movements.company_id
    and chosen.{{ day }} >= movements.effective_date
    and movements.effective_date > case
        when $day_count is null then cast(date_trunc('month', chosen.{{ day }}) as date) - 1
        else chosen.{{ day }} - cast($day_count as integer)
    end
left join documents
    on movements.company_id = documents.company_id
    and movements.document_id = documents.document_id
where list_contains($event_types, movements.event_type)
