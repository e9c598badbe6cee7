-- Parts of an event's amount: the event itself.
-- Names: measure
with

items as (

    select
        slices.company_id,
        slices.document_id,
        slices.instalment_number,
        min(slices.document_number) as document_number
    from trace.slices as slices
    group by slices.company_id, slices.document_id, slices.instalment_number

)

select
    chosen.row_id,
    chosen.event_id,
    chosen.company_id,
    chosen.document_id,
    items.document_number,
    chosen.instalment_number,
    chosen.event_type,
    chosen.effective_date,
    chosen.{{ measure }} as amount,
    chosen.file_hash,
    chosen.record_number
from chosen
left join items
    on chosen.company_id = items.company_id
    and chosen.document_id = items.document_id
    and chosen.instalment_number = items.instalment_number
