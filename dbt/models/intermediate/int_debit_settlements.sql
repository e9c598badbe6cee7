{#
    One row per piece that an allocation took off a debit, or, when reversed, gave back to it
    (negative): when, how much, and the type of the credit on the other side.
#}

select
    slices.company_id,
    slices.customer_id,
    slices.document_id,
    slices.instalment_number,
    slices.document_type,
    credits.document_type as credit_type,
    slices.posting_date,
    slices.due_date,
    slices.close_date as settled_date,
    {{ month_number('slices.close_date') }} as month_number,
    slices.close_type,
    slices.amount,
    slices.amount_base
from {{ ref('int_slices') }} as slices
inner join {{ ref('int_credit_types') }} as credits
    on slices.company_id = credits.company_id
    and slices.counterpart_document_id = credits.document_id
where slices.item_sign = 1
    and slices.close_date <= {{ as_of_date() }}
