{# One row per customer of a company. #}

with

customers as (

    select * from {{ ref('int_customers') }}

),

classes as (

    select * from {{ ref('fct_customer_behavior_monthly') }}
    where month_end_date = {{ month_end(last_month_number()) }}

),

stages as (

    select * from {{ ref('int_customer_stages') }}

),

final as (

    select
        customers.company_id,
        customers.customer_id,
        customers.customer_name,
        customers.tax_id,
        customers.country_code,
        customers.language_code,
        customers.segment,
        -- a customer without a month end behind it has shown nothing yet
        coalesce(classes.payer_class, 'new') as payer_class,
        classes.payer_class_since_date,
        customers.parent_customer_id,
        customers.collector_id,
        -- nothing open: only reminders are due
        coalesce(stages.stage, 'preventive') as stage,
        customers.credit_limit_amount,
        customers.payment_terms_days,
        customers.discount_terms_code,
        customers.preferred_channel,
        customers.control_account,
        customers.created_date,
        customers.is_related_party,
        customers.is_placeholder,
        customers.attributes,
        customers.file_hash,
        customers.record_number
    from customers
    left join classes
        on customers.company_id = classes.company_id
        and customers.customer_id = classes.customer_id
    left join stages
        on customers.company_id = stages.company_id
        and customers.customer_id = stages.customer_id

)

select * from final
