{# One row per allocation record of any system. #}

{{ config(materialized='view') }}

with

records as (

    select * from {{ ref('stg_canonical__allocations') }}
    union all
    select * from {{ ref('stg_xero__allocations') }}
    union all
    select * from {{ ref('stg_erp__allocations') }}
    union all
    select * from {{ ref('stg_dynamics__allocations') }}
    union all
    select * from {{ ref('stg_erpnext__allocations') }}
    union all
    select * from {{ ref('stg_business_central__allocations') }}
    union all
    select * from {{ ref('stg_odoo__allocations') }}
    union all
    select * from {{ ref('int_tax_opened_allocations') }}

)

select
    *,
    {{ document_key('company_id', 'allocation_id') }} as allocation_key,
    {{ document_key('company_id', 'debit_document_id') }} as debit_key,
    {{ document_key('company_id', 'credit_document_id') }} as credit_key
from records
