{#
    One row per piece that an allocation took off a debit, or, when reversed, gave back to it
    (negative): when, how much, and the type of the credit on the other side.
#}

{{ config(materialized='view') }}

select
    slices.document_key,
    slices.instalment_number,
    slices.company_id,
    slices.customer_id,
    slices.document_type,
    slices.counterpart_document_type as credit_type,
    slices.posting_date,
    slices.due_date,
    slices.close_date as settled_date,
    {{ month_number('slices.close_date') }} as month_number,
    slices.close_kind,
    slices.amount,
    slices.amount_base
from {{ ref('int_slices') }} as slices
where slices.item_sign = 1
    and slices.close_kind in ('applied', 'unapplied')
    and slices.close_date <= {{ as_of_date() }}
