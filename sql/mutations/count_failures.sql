-- The rows of a check's own query, which it fails on. Names: body. Returns: failures
select count(*) as failures
from ({{ body }})
