{# One row per piece of an open item, as known in this build: the balance of any past day is a sum over them. #}

select
    slices.company_id,
    slices.customer_id,
    slices.document_id,
    slices.instalment_number,
    slices.document_type,
    items.document_number,
    slices.item_sign,
    slices.currency_code,
    slices.base_currency_code,
    accounts.account,
    slices.posting_date,
    slices.due_date,
    slices.close_date,
    slices.amount,
    slices.amount_base
from {{ ref('int_slices') }} as slices
inner join {{ ref('int_items') }} as items
    on slices.document_key = items.document_key
    and slices.instalment_number = items.instalment_number
left join {{ ref('int_item_accounts') }} as accounts
    on slices.document_key = accounts.document_key
    and slices.instalment_number = accounts.instalment_number
order by slices.company_id, slices.customer_id, slices.posting_date
