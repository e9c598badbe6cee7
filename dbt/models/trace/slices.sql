{# One row per piece of an open item, as known in this build: the balance of any past day is a sum over them. #}

select
    company_id,
    customer_id,
    document_id,
    instalment_number,
    document_type,
    document_number,
    item_sign,
    currency_code,
    base_currency_code,
    posting_date,
    due_date,
    close_date,
    amount,
    amount_base
from {{ ref('int_slices') }}
order by company_id, customer_id, posting_date
