{# One row per landed file: its number within this build and the short form of its hash that event ids carry. #}

select distinct
    file_id,
    file_hash,
    substr(file_hash, 1, 16) as short_hash
from {{ ref('stg_cartera__files') }}
