-- How far past forecasts of a company were from what came, by weeks ahead (0: all); takes $company_id.
-- Returns lead_weeks, forecast_count, wape_rate, naive_wape_rate, bias_rate, coverage_rate, is_naive_better
select
    lead_weeks,
    forecast_count,
    wape_rate,
    naive_wape_rate,
    bias_rate,
    coverage_rate,
    is_naive_better
from marts.fct_forecast_record
where company_id = $company_id
order by lead_weeks;
