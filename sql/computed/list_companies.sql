-- Companies with their rate to the reporting currency (null: none), in the order of their codes.
-- Returns company_id, rate.
select
    companies.company_id,
    case when rates.is_inverse then 1 / rates.rate else rates.rate end as rate
from intermediate.int_companies as companies
cross join seeds.reporting_currency as reporting_currency
left join intermediate.int_cash_rates as rates
    on companies.base_currency_code = rates.from_code
    and reporting_currency.reporting_currency_code = rates.to_code
order by companies.company_id;
