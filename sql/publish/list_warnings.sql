-- The checks that warn in a published file. Returns check_name with its count of rows.
select check_name || ' (' || failures || ' rows)' as warning
from trace.checks
where status = 'warn'
order by check_name
