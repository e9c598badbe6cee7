{# One row per report and way of breaking down that it uses, with the time at which it was taken. #}

select
    company_id,
    balance_date,
    report_name,
    has_customer,
    has_account,
    has_bucket,
    max(version_at) as version_at
from {{ ref('int_reported_balances') }}
group by company_id, balance_date, report_name, has_customer, has_account, has_bucket
