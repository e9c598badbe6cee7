{# One row per document record of any system. #}

{{ config(materialized='view') }}

with

records as (

    select * from {{ ref('stg_canonical__documents') }}
    union all
    select * from {{ ref('stg_xero__documents') }}
    union all
    select * from {{ ref('stg_erp__documents') }}
    union all
    select * from {{ ref('int_tax_opened_documents') }}

)

select
    *,
    {{ document_key('company_id', 'document_id') }} as document_key
from records
