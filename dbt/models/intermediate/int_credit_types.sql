{# One row per credit document: its type. #}

{{ config(materialized='view') }}

select
    company_id,
    document_id,
    max(document_type) as document_type
from {{ ref('int_items') }}
where item_sign = -1
group by company_id, document_id
