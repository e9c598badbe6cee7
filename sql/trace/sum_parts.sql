-- All parts, counted and summed.
-- Returns: part_count, parts_sum
select
    count(*) as part_count,
    cast(coalesce(sum(parts.amount), 0) as decimal(38, 4)) as parts_sum
from parts
