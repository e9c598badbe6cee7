-- The values of a column among the chosen rows: a stock is of one day, an amount of one currency.
-- Names: key. Returns: value
select distinct cast(chosen.{{ key }} as varchar) as value
from chosen
order by value
