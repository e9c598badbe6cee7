{# One row per customer record of any system. #}

{{ config(materialized='view') }}

select * from {{ ref('stg_canonical__customers') }}
