-- Counts and sums at each hop from the raw records to the marts.
select totals.*
from marts.fct_control_totals as totals
order by totals.layer, totals.entity, totals.measure
