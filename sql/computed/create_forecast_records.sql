-- Past forecasts beside what came, from the relation `computed_rows` that Python registered.
create or replace table computed.forecast_records as
select
    company_id,
    version_date,
    cast(lead_weeks as integer) as lead_weeks,
    cast(actual as decimal(38, 4)) as actual_amount_base,
    cast(expected as decimal(38, 4)) as expected_amount_base,
    cast(p10 as decimal(38, 4)) as p10_amount_base,
    cast(p50 as decimal(38, 4)) as p50_amount_base,
    cast(p90 as decimal(38, 4)) as p90_amount_base,
    cast(naive as decimal(38, 4)) as naive_amount_base,
    cast(last_year as decimal(38, 4)) as last_year_amount_base
from computed_rows
order by company_id, version_date, lead_weeks;
