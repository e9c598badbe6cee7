-- The roll-forward of the period, from its mart.
-- Parameters: $period_end
select rolled.*
from marts.fct_roll_forward_monthly as rolled
where rolled.month_end_date = $period_end
order by rolled.company_id
