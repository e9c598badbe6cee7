{# One row per open item, as known now: its newest version, where that has or had a balance. #}

{{ config(materialized='view') }}

select *
from {{ ref('int_item_versions') }}
where known_until = {{ never_timestamp() }}
    and has_balance
