-- Parts of what moved the ledger up to a day: the movements of some types in a span of days.
-- Parameters: $event_types, $day_count (null: the month so far). Names: measure
select
    wanted.row_id,
    movements.event_id,
    movements.company_id,
    movements.document_id,
    cast(null as varchar) as document_number,
    movements.instalment_number,
    movements.event_type,
    movements.effective_date,
    movements.{{ measure }} as amount,
    movements.file_hash,
    movements.record_number
from wanted
inner join trace.movements as movements
    on wanted.company_id = movements.company_id
    and wanted.day >= movements.effective_date
    and movements.effective_date > case
        when $day_count is null then wanted.month_start - 1
        else wanted.day - cast($day_count as integer)
    end
left join marts.dim_customers as customers
    on movements.company_id = customers.company_id
    and movements.customer_id = customers.customer_id
where list_contains($event_types, movements.event_type)
    and (wanted.customer_id is null or wanted.customer_id = movements.customer_id)
    and (not wanted.has_segment or wanted.segment is not distinct from customers.segment)
