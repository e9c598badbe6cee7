-- Chance and expected amount of open debits by week, from the relation `computed_rows` that Python registered;
-- the expected amount comes in whole ten-thousandths.
create or replace table computed.payment_weeks as
select
    company_id,
    document_id,
    cast(instalment_number as integer) as instalment_number,
    'receipts_' || line as line,
    cast(week_number as integer) as week_number,
    cast(probability as decimal(18, 8)) as probability,
    cast(cast(expected as decimal(38, 0)) * cast(0.0001 as decimal(5, 4)) as decimal(38, 4))
        as expected_amount_base
from computed_rows
order by company_id, week_number, document_id, instalment_number;
