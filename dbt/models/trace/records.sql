{# One row per landed record that a figure can lead to, its values exactly as landed. #}

select
    file_hash,
    record_number,
    entity,
    content
from {{ ref('stg_cartera__records') }}
order by file_hash, record_number
