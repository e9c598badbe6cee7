{# One row per allocation record of any system. #}

{{ config(materialized='view') }}

select * from {{ ref('stg_canonical__allocations') }}
