-- Receipts by company, week and line, from the relation `computed_rows` that Python registered.
create or replace table computed.receipt_forecasts as
select
    company_id,
    cast(week_number as integer) as week_number,
    line,
    method,
    cast(billing_week_count as integer) as billing_week_count,
    cast(expected as decimal(38, 4)) as expected_amount_base,
    cast(p10 as decimal(38, 4)) as p10_amount_base,
    cast(p50 as decimal(38, 4)) as p50_amount_base,
    cast(p90 as decimal(38, 4)) as p90_amount_base
from computed_rows
order by company_id, week_number, line;
