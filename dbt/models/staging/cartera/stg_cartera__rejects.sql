select
    file_hash,
    record_number,
    entity,
    reason_code,
    reason,
    original_text
from {{ source('raw', 'rejects') }}
