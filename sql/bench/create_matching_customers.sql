-- The generated customers, for the cascade. Returns nothing.
create or replace table intermediate.int_customers as
select distinct
    'CO' as company_id,
    'C' || customer_number as customer_id,
    'T' || customer_number as tax_id,
    cast(null as varchar) as parent_customer_id
from matching_plans
