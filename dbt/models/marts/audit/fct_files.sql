{# One row per landed file. #}

select
    file_hash,
    file_name,
    source,
    reader,
    received_at,
    extracted_at,
    cast(record_count as bigint) as record_count,
    cast(reject_count as bigint) as reject_count,
    cast(ignored_count as bigint) as ignored_count,
    cast(byte_count as bigint) as byte_count
from {{ ref('stg_cartera__landed_files') }}
