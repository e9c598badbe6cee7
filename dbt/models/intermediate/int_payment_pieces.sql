{#
    One row per piece of a debit that payment is predicted from: what was closed by the as-of date (a
    reversed application nets out), and what is open. Closed by anything but a payment, it is not paid.
#}

with

settled as (

    select
        slices.company_id,
        slices.customer_id,
        slices.document_id,
        slices.instalment_number,
        slices.posting_date,
        slices.due_date,
        slices.settled_state = 'paid' as is_paid,
        case when slices.settled_state = 'paid' then slices.paid_date else slices.applied_date end
            as closed_date,
        cast(sum(slices.amount_base) as decimal(38, 4)) as amount_base
    from {{ ref('int_debit_slices') }} as slices
    where slices.is_invoiced
        and slices.settled_state is not null
    group by
        slices.company_id,
        slices.customer_id,
        slices.document_id,
        slices.instalment_number,
        slices.posting_date,
        slices.due_date,
        slices.settled_state = 'paid',
        case when slices.settled_state = 'paid' then slices.paid_date else slices.applied_date end
    having sum(slices.amount_base) > 0

),

document_types as (

    select * from {{ ref('document_types') }}

),

troubles as (

    select * from {{ ref('int_document_troubles') }}

),

customers as (

    select * from {{ ref('int_customers') }}

),

open_items as (

    select
        documents.company_id,
        documents.customer_id,
        documents.document_id,
        documents.instalment_number,
        documents.posting_date,
        documents.due_date,
        documents.open_amount_base,
        document_types.roll_forward_line = 'invoiced' as is_invoiced
    from {{ ref('int_open_documents') }} as documents
    inner join document_types
        on documents.document_type = document_types.document_type
    where documents.item_sign = 1

),

pieces as (

    select
        company_id,
        customer_id,
        document_id,
        instalment_number,
        posting_date,
        due_date,
        closed_date,
        is_paid,
        true as is_invoiced,
        amount_base
    from settled

    union all

    select
        company_id,
        customer_id,
        document_id,
        instalment_number,
        posting_date,
        due_date,
        cast(null as date) as closed_date,
        false as is_paid,
        is_invoiced,
        cast(open_amount_base as decimal(38, 4)) as amount_base
    from open_items

),

final as (

    select
        pieces.company_id,
        pieces.customer_id,
        customers.segment,
        pieces.document_id,
        pieces.instalment_number,
        pieces.posting_date,
        pieces.due_date,
        pieces.closed_date,
        pieces.is_paid,
        pieces.is_invoiced,
        pieces.amount_base,
        troubles.dispute_opened_date,
        troubles.dispute_resolved_date,
        troubles.promised_on_date,
        troubles.promise_due_date,
        troubles.maturity_date,
        troubles.assigned_date
    from pieces
    left join customers
        on pieces.company_id = customers.company_id
        and pieces.customer_id = customers.customer_id
    left join troubles
        on pieces.company_id = troubles.company_id
        and pieces.document_id = troubles.document_id

)

select * from final
