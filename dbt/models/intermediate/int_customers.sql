{# One row per customer of a company, as known; a customer that only documents name has a placeholder row. #}

with

customers as (

    {{ newest_versions(ref('int_customers_unioned'), ['company_id', 'customer_id']) }}

),

named_by_documents as (

    select distinct
        company_id,
        customer_id
    from {{ ref('int_items') }}

),

placeholders as (

    select
        named_by_documents.company_id,
        named_by_documents.customer_id
    from named_by_documents
    left join customers
        on named_by_documents.company_id = customers.company_id
        and named_by_documents.customer_id = customers.customer_id
    where customers.customer_id is null

),

final as (

    select
        customers.company_id,
        customers.customer_id,
        customers.name as customer_name,
        customers.tax_id,
        customers.country_code,
        customers.language_code,
        customers.segment,
        customers.parent_customer_id,
        customers.collector_id,
        customers.credit_limit_amount,
        customers.payment_terms_days,
        customers.discount_terms_code,
        customers.preferred_channel,
        customers.control_account,
        customers.created_date,
        customers.is_related_party,
        customers.attributes,
        false as is_placeholder,
        customers.file_hash,
        customers.record_number
    from customers

    union all by name

    select
        placeholders.company_id,
        placeholders.customer_id,
        placeholders.customer_id as customer_name,
        true as is_placeholder
    from placeholders

)

select * from final
