-- Returns the hashes of the files that were received before a time.
-- Takes the parameter $before and the name path (a pattern of all raw/files).
select file_hash
from read_parquet('{{ path }}')
where received_at < $before::timestamp
