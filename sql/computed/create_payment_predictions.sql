-- Predictions of open debits, from the relation `computed_rows` that Python registered.
create or replace table computed.payment_predictions as
select
    company_id,
    document_id,
    cast(instalment_number as integer) as instalment_number,
    method,
    cast(paid_count as integer) as paid_count,
    cast(p10_date as date) as p10_date,
    cast(p50_date as date) as p50_date,
    cast(p90_date as date) as p90_date,
    cast(late_probability as decimal(18, 8)) as late_probability,
    cast(never_probability as decimal(18, 8)) as never_probability,
    reasons
from computed_rows
order by company_id, document_id, instalment_number;
