-- Parts of a cohort: the openings of its debits, less what was voided; or what credits of some types
-- took off them within the row's days of each item's own day.
-- Parameters: $is_invoiced, $closed_by (types of credits, or void). Names: measure, age_column,
--   date_column
with

credit_types as (

    select
        slices.company_id,
        slices.document_id,
        max(slices.document_type) as document_type
    from trace.slices as slices
    where slices.item_sign = -1
    group by slices.company_id, slices.document_id

),

items as (

    select
        chosen.row_id,
        chosen.{{ age_column }} as days_since,
        slices.company_id,
        slices.document_id,
        slices.instalment_number,
        slices.{{ date_column }} as cohort_date,
        min(slices.document_type) as document_type,
        min(slices.document_number) as document_number
    from chosen
    inner join trace.slices as slices
        on chosen.company_id = slices.company_id
        and chosen.cohort_month = cast(date_trunc('month', slices.{{ date_column }}) as date)
    left join marts.dim_customers as customers
        on slices.company_id = customers.company_id
        and slices.customer_id = customers.customer_id
    where slices.document_type in ('invoice', 'debit_note', 'interest_note')
        and chosen.segment is not distinct from customers.segment
    group by
        chosen.row_id, chosen.{{ age_column }}, slices.company_id, slices.document_id,
        slices.instalment_number, slices.{{ date_column }}

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
    case when $is_invoiced then 1 else -1 end * movements.{{ measure }} as amount,
    movements.file_hash,
    movements.record_number
from items
cross join trace.build as builds
inner join trace.movements as movements
    on items.company_id = movements.company_id
    and items.document_id = movements.document_id
    and items.instalment_number = movements.instalment_number
left join credit_types
    on movements.company_id = credit_types.company_id
    and movements.counterpart_document_id = credit_types.document_id
where movements.effective_date <= builds.as_of_date
    and (
        ($is_invoiced and movements.event_type = items.document_type)
        or (
            not $is_invoiced
            and movements.effective_date <= items.cohort_date + items.days_since
            and list_contains(
                $closed_by, coalesce(credit_types.document_type, movements.event_type)
            )
        )
    )
