-- The months that the build holds whole, by their last days.
select distinct rolled.month_end_date
from marts.fct_roll_forward_monthly as rolled
order by rolled.month_end_date
