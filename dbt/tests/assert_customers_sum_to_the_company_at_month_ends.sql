{# The customers' balances at a month end sum to the company's of that day, bucket by bucket. #}

with

customers as (

    select
        balance_date,
        company_id,
        currency_code,
        aging_bucket_code,
        sum(open_amount) as open_amount,
        sum(open_amount_base) as open_amount_base
    from {{ ref('fct_aging_customers_monthly') }}
    group by balance_date, company_id, currency_code, aging_bucket_code

),

companies as (

    select daily.*
    from {{ ref('fct_aging_daily') }} as daily
    inner join {{ ref('int_month_ends') }} as months
        on daily.balance_date = months.month_end_date

)

select
    coalesce(companies.balance_date, customers.balance_date) as balance_date,
    coalesce(companies.company_id, customers.company_id) as company_id,
    coalesce(companies.currency_code, customers.currency_code) as currency_code,
    coalesce(companies.aging_bucket_code, customers.aging_bucket_code) as aging_bucket_code,
    companies.open_amount as company_amount,
    customers.open_amount as customers_amount
from companies
full outer join customers
    on companies.balance_date = customers.balance_date
    and companies.company_id = customers.company_id
    and companies.currency_code = customers.currency_code
    and companies.aging_bucket_code = customers.aging_bucket_code
where coalesce(companies.open_amount, 0) <> coalesce(customers.open_amount, 0)
    or coalesce(companies.open_amount_base, 0) <> coalesce(customers.open_amount_base, 0)
