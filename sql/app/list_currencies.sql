-- The document currencies that a company ever had open.
-- Parameters: $company_id. Returns: currency_code
select distinct currency_code
from marts.fct_aging_daily
where company_id = $company_id
order by currency_code
