-- The chosen rows, with one of their figures.
-- Names: column. Returns: row_id, row_text, figure_value
select
    chosen.row_id,
    cast(chosen as varchar) as row_text,
    chosen.{{ column }} as figure_value
from chosen
order by chosen.row_id
