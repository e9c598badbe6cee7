-- Customers, in the shape of an audit data standard's master table.
select
    customers.company_id as Business_Unit_Code,
    customers.customer_id as Customer_Account_ID,
    customers.customer_name as Customer_Account_Name,
    customers.segment as Customer_Group,
    customers.parent_customer_id as Customer_Parent_ID,
    customers.tax_id as Customer_TIN,
    customers.country_code as Customer_Country_Code,
    customers.credit_limit_amount as Transaction_Credit_Limit,
    customers.is_related_party as Is_Related_Party
from marts.dim_customers as customers
order by customers.company_id, customers.customer_id
