-- Parts of what the largest debtors owe at a month end: what moved, up to then, their open items. A
-- debtor in credit owes nothing; a group owes what its members owe.
-- Parameters: $top (how many of the largest; null: all). Names: measure
with

items as (

    select
        chosen.row_id,
        chosen.month_end_date,
        case
            when chosen.debtor_kind = 'group'
                then coalesce(customers.parent_customer_id, slices.customer_id)
            else slices.customer_id
        end as debtor_id,
        slices.company_id,
        slices.document_id,
        slices.instalment_number,
        min(slices.document_number) as document_number,
        sum(slices.amount_base) as open_amount_base
    from chosen
    inner join trace.slices as slices
        on chosen.company_id = slices.company_id
        and chosen.month_end_date >= slices.posting_date
        and chosen.month_end_date < slices.close_date
    left join marts.dim_customers as customers
        on slices.company_id = customers.company_id
        and slices.customer_id = customers.customer_id
    group by all
    having sum(slices.amount) <> 0

),

debtors as (

    select
        items.row_id,
        items.debtor_id,
        row_number() over (
            partition by items.row_id
            order by sum(items.open_amount_base) desc, items.debtor_id asc
        ) as debtor_rank
    from items
    group by items.row_id, items.debtor_id
    having sum(items.open_amount_base) > 0

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
inner join debtors
    on items.row_id = debtors.row_id
    and items.debtor_id = debtors.debtor_id
    and ($top is null or debtors.debtor_rank <= $top)
inner join trace.movements as movements
    on items.company_id = movements.company_id
    and items.document_id = movements.document_id
    and items.instalment_number = movements.instalment_number
    and items.month_end_date >= movements.effective_date
