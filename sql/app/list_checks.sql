-- The checks of the build, those that did not pass first.
-- Returns: check_name, status, severity, failures
select
    check_name,
    status,
    severity,
    cast(failures as bigint) as failures
from trace.checks
order by status = 'pass', severity, check_name
