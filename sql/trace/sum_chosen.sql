-- The figure: a column of the chosen rows, summed; and how many rows that is.
-- Names: column. Returns: value, row_count
select
    sum(chosen.{{ column }}) as value,
    count(*) as row_count
from chosen
