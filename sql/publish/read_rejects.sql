-- How many records were rejected, and how many of them only the whole ledger showed.
-- Returns reject_count, build_reject_count.
select
    (select count(*) from marts.fct_rejected_records) as reject_count,
    build.build_reject_count
from trace.build as build
