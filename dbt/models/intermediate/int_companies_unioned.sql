{# One row per company record of any system. #}

{{ config(materialized='view') }}

select * from {{ ref('stg_canonical__companies') }}
