-- Parts of a bucket of a day: what moved, up to then, the items open in it.
-- Names: measure
with

items as (

    select
        chosen.row_id,
        chosen.balance_date,
        slices.company_id,
        slices.document_id,
        slices.instalment_number,
        min(slices.document_number) as document_number
    from chosen
    inner join trace.slices as slices
        on chosen.company_id = slices.company_id
        and chosen.currency_code = slices.currency_code
        and chosen.balance_date >= slices.posting_date
        and chosen.balance_date < slices.close_date
    inner join marts.dim_aging_buckets as buckets
        on slices.item_sign = buckets.item_sign
        and chosen.aging_bucket_code = buckets.aging_bucket_code
        and coalesce(chosen.balance_date - slices.due_date, 0) >= buckets.from_days
        and coalesce(chosen.balance_date - slices.due_date, 0) < buckets.until_days
    group by
        chosen.row_id, chosen.balance_date, slices.company_id, slices.document_id,
        slices.instalment_number
    having sum(slices.amount) <> 0

)

select
    items.row_id,
    movements.event_id,
    movements.company_id,
    movements.document_id,
    items.document_number,
    movements.instalment_number,
    movements.event_type,
    movements.effective_date,
    movements.{{ measure }} as amount,
    movements.file_hash,
    movements.record_number
from items
inner join trace.movements as movements
    on items.company_id = movements.company_id
    and items.document_id = movements.document_id
    and items.instalment_number = movements.instalment_number
    and items.balance_date >= movements.effective_date
