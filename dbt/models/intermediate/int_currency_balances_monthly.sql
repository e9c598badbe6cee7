{#
    One row per month end, company, currency and whether the debtor is a related party: what is open,
    credits included, with the currencies that it is presented in.
#}

select
    aging.balance_date as month_end_date,
    aging.company_id,
    aging.currency_code,
    -- a customer that nobody calls a related party is none
    coalesce(customers.is_related_party, false) as is_related_party,
    companies.base_currency_code,
    reporting.reporting_currency_code,
    {{ money_sum('aging.open_amount') }} as open_amount,
    {{ money_sum('aging.open_amount_base') }} as open_amount_base,
    cast(sum(aging.unconverted_item_count) as integer) as unconverted_item_count
from {{ ref('fct_aging_customers_monthly') }} as aging
left join {{ ref('int_customers') }} as customers
    on aging.company_id = customers.company_id
    and aging.customer_id = customers.customer_id
left join {{ ref('int_companies') }} as companies
    on aging.company_id = companies.company_id
cross join {{ ref('reporting_currency') }} as reporting
group by
    aging.balance_date,
    aging.company_id,
    aging.currency_code,
    coalesce(customers.is_related_party, false),
    companies.base_currency_code,
    reporting.reporting_currency_code
