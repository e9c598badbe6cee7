-- The weeks of the forecast. Returns week_end_date, in order.
select week_end_date
from intermediate.int_forecast_weeks
order by week_number;
