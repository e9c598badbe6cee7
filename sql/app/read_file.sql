-- A landed file.
-- Parameters: $file_hash. Returns: file_hash, file_name, source, reader, received_at, byte_count
select
    file_hash,
    file_name,
    source,
    reader,
    received_at,
    byte_count
from marts.fct_files
where file_hash = $file_hash
