-- The segments of a company's customers.
-- Parameters: $company_id. Returns: segment
select distinct segment
from marts.dim_customers
where company_id = $company_id
    and segment is not null
order by segment
