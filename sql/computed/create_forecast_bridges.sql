-- What changed since the forecast of a week ago, by piece, from the relation `computed_rows` that Python registered;
-- amounts come in whole ten-thousandths. Pieces of one item and driver are one row.
create or replace table computed.forecast_bridges as
select
    company_id,
    document_id,
    cast(instalment_number as integer) as instalment_number,
    driver,
    cast(sum(cast(before as decimal(38, 0))) * cast(0.0001 as decimal(5, 4)) as decimal(38, 4))
        as previous_amount_base,
    cast(sum(cast(now as decimal(38, 0))) * cast(0.0001 as decimal(5, 4)) as decimal(38, 4))
        as current_amount_base
from computed_rows
group by company_id, document_id, instalment_number, driver
order by company_id, driver, document_id, instalment_number;
