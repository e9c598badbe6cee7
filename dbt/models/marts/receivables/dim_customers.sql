{# One row per customer of a company. #}

select
    company_id,
    customer_id,
    customer_name,
    tax_id,
    country_code,
    language_code,
    segment,
    cast(null as varchar) as payer_class,
    parent_customer_id,
    collector_id,
    cast(null as varchar) as stage,
    credit_limit_amount,
    payment_terms_days,
    discount_terms_code,
    preferred_channel,
    control_account,
    created_date,
    is_related_party,
    is_placeholder,
    attributes,
    file_hash,
    record_number
from {{ ref('int_customers') }}
