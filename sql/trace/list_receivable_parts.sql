-- Parts of a company's receivables of a day: what moved, up to then, the items open on it.
-- Parameters: $population (all, debits, current, overdue, over_90 or unapplied), $is_opening (of the
--   day before the month). Names: measure, day
with

days as (

    select
        chosen.row_id,
        chosen.company_id,
        case
            when $is_opening then cast(date_trunc('month', chosen.{{ day }}) as date) - 1
            else chosen.{{ day }}
        end as balance_date
    from chosen

),

items as (

    select
        days.row_id,
        days.balance_date,
        slices.company_id,
        slices.document_id,
        slices.instalment_number,
        min(slices.document_number) as document_number
    from days
    inner join trace.slices as slices
        on days.company_id = slices.company_id
        and days.balance_date >= slices.posting_date
        and days.balance_date < slices.close_date
    where
        $population = 'all'
        or (slices.item_sign = -1 and $population = 'unapplied')
        or (slices.item_sign = 1 and (
            $population = 'debits'
            or ($population = 'current' and days.balance_date <= slices.due_date)
            or ($population = 'overdue' and days.balance_date > slices.due_date)
            or ($population = 'over_90' and days.balance_date > slices.due_date + 90)
        ))
    group by
        days.row_id, days.balance_date, slices.company_id, slices.document_id,
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
