{# One row per entity that days sales outstanding are kept for: a company, a segment or a customer. #}

{{ config(materialized='view') }}

select distinct
    entity_number,
    grain,
    company_id,
    segment,
    customer_id
from {{ ref('int_dso_members') }}
