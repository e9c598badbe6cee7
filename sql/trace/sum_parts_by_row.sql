-- The parts of each chosen row, summed.
-- Returns: row_id, parts_sum
select
    parts.row_id,
    cast(sum(parts.amount) as decimal(38, 4)) as parts_sum
from parts
group by parts.row_id
