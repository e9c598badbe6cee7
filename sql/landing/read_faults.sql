-- Returns the records to reject in their order: record_number, reason_code, reason. Needs: faults.
select
    record_number,
    reason_code,
    reason
from faults
where reason_code <> 'blank'
order by record_number
