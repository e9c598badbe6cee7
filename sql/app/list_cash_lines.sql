-- The lines of a company's cash, week by week; takes $company_id.
-- Returns line, flow_kind, week_start_date, expected_amount
select
    line,
    flow_kind,
    week_start_date,
    expected_amount_base as expected_amount
from marts.fct_cash_forecast_weekly
where company_id = $company_id
    and scenario = 'base'
order by line_position, week_number;
