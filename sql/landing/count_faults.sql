-- Counts the faulty records, and the blank ones among them. Needs: faults. Returns fault_count, blank_count.
select
    count(*) as fault_count,
    count(*) filter (where reason_code = 'blank') as blank_count
from faults
