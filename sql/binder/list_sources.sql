-- The landed files, with their hashes and counts.
select files.*
from marts.fct_files as files
order by files.source, files.file_name, files.file_hash
