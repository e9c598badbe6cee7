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

disputes as (

    select * from {{ ref('int_disputed_documents') }}

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
        document_types.roll_forward_line = 'invoiced' as is_invoiced,
        disputes.document_id is not null as is_disputed
    from {{ ref('int_open_documents') }} as documents
    inner join document_types
        on documents.document_type = document_types.document_type
    left join disputes
        on documents.company_id = disputes.company_id
        and documents.document_id = disputes.document_id
    where documents.item_sign = 1

),

final as (

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
        false as is_disputed,
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
        is_disputed,
        cast(open_amount_base as decimal(38, 4)) as amount_base
    from open_items

)

select * from final
