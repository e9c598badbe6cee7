select
    file_hash,
    file_name,
    source,
    reader,
    received_at,
    extracted_at,
    record_count,
    reject_count,
    ignored_count,
    byte_count
from {{ source('raw', 'files') }}
