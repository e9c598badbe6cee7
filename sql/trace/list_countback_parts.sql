-- Parts of the sales that a count-back goes through: from the first day of the oldest month it reaches.
-- Parameters: $event_types. Names: measure
select
    chosen.row_id,
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
from chosen
inner join trace.movements as movements
    on chosen.company_id = movements.company_id
    and chosen.balance_date >= movements.effective_date
    and (
        chosen.dso_countback_days is null
        or movements.effective_date >= cast(date_trunc(
            'month', chosen.balance_date + 1 - cast(ceil(chosen.dso_countback_days) as integer)
        ) as date)
    )
where list_contains($event_types, movements.event_type)
