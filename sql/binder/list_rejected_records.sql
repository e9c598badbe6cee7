-- Rejected records, with their reason and their text.
select rejects.*
from marts.fct_rejected_records as rejects
order by rejects.file_hash, rejects.record_number, rejects.entity, rejects.reason_code
