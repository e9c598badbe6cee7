{# One row per movement of an open item's balance, as known in this build. #}

select
    event_id,
    company_id,
    customer_id,
    document_id,
    instalment_number,
    currency_code,
    event_type,
    counterpart_document_id,
    effective_date,
    amount,
    amount_base,
    file_hash,
    record_number
from {{ ref('int_item_movements') }}
order by company_id, document_id
