-- The customers with a balance at the period's end, as a letter addresses them.
-- Parameters: $period_end
select
    customers.company_id,
    companies.company_name,
    customers.customer_id,
    customers.customer_name,
    coalesce(
        customers.language_code,
        case when companies.country_code in ('US', 'GB') then 'en' else 'es' end
    ) as language_code
from marts.dim_customers as customers
inner join marts.dim_companies as companies
    on customers.company_id = companies.company_id
order by customers.company_id, customers.customer_id
