{# One row per company record of any system. #}

{{ config(materialized='view') }}

with

records as (

    select * from {{ ref('stg_canonical__companies') }}
    union all
    select * from {{ ref('stg_xero__companies') }}
    union all
    select * from {{ ref('stg_erp__companies') }}

)

select * from records
