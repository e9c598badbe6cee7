{# One row per customer record of any system. #}

{{ config(materialized='view') }}

with

records as (

    select * from {{ ref('stg_canonical__customers') }}
    union all
    select * from {{ ref('stg_xero__customers') }}
    union all
    select * from {{ ref('stg_erp__customers') }}
    union all
    select * from {{ ref('stg_sap__customers') }}

)

select * from records
