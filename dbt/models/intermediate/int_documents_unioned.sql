{# One row per document record of any system. #}

{{ config(materialized='view') }}

select
    *,
    {{ document_key('company_id', 'document_id') }} as document_key
from {{ ref('stg_canonical__documents') }}
