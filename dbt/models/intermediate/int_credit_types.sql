{# One row per credit document: its type and the day on which it was posted. #}

{{ config(materialized='view') }}

select
    document_key,
    company_id,
    document_id,
    max(document_type) as document_type,
    min(posting_date) as posting_date
from {{ ref('int_items') }}
where item_sign = -1
group by document_key, company_id, document_id
