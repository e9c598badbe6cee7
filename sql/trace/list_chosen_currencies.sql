-- The base currencies of the chosen rows' companies.
-- Returns: currency_code
select distinct companies.base_currency_code as currency_code
from chosen
inner join marts.dim_companies as companies
    on chosen.company_id = companies.company_id
order by currency_code
