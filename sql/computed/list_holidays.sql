-- Public holidays of a company's country; takes $company_id. Returns holiday_date, in order.
select holidays.holiday_date
from seeds.holidays as holidays
inner join intermediate.int_companies as companies
    on holidays.country_code = companies.country_code
where companies.company_id = $company_id
order by holidays.holiday_date;
