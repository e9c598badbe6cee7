-- Customers, in the shape of an audit data standard's master table.
select
    customers.company_id as business_unit_code,
    customers.customer_id as customer_account_id,
    customers.customer_name as customer_account_name,
    customers.segment as customer_group,
    customers.parent_customer_id as customer_parent_id,
    customers.tax_id as customer_tin,
    customers.country_code as customer_country_code,
    customers.credit_limit_amount as transaction_credit_limit,
    customers.is_related_party as is_related_party
from marts.dim_customers as customers
order by customers.company_id, customers.customer_id
