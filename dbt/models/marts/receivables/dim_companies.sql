select
    company_id,
    company_name,
    tax_id,
    country_code,
    base_currency_code,
    time_zone
from {{ ref('int_companies') }}
