-- The checks of the build, with their results.
select checks.*
from trace.checks as checks
order by checks.check_name
