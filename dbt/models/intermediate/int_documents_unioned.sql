{# One row per document record of any system. #}

{{ config(materialized='view') }}

select * from {{ ref('stg_canonical__documents') }}
