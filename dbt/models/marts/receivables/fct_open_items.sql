{# One row per open item at the as-of date; the open part of credits in its own bucket, never netted. #}

with

documents as (

    select * from {{ ref('int_open_documents') }}

),

customers as (

    select * from {{ ref('int_customers') }}

),

disputes as (

    select * from {{ ref('int_disputed_documents') }}

),

suspects as (

    select * from {{ ref('int_allocation_suspects') }}

),

buckets as (

    select * from {{ ref('dim_aging_buckets') }}

),

described as (

    select
        documents.*,
        case
            when documents.item_sign = 1
                then {{ days_between('documents.due_date', as_of_date()) }}
        end as days_past_due,
        {{ days_between('documents.posting_date', as_of_date()) }} as age_days,
        customers.segment,
        customers.is_placeholder,
        disputes.document_id is not null as is_disputed,
        suspects.document_key is not null as is_allocation_suspect
    from documents
    left join customers
        on documents.company_id = customers.company_id
        and documents.customer_id = customers.customer_id
    left join disputes
        on documents.company_id = disputes.company_id
        and documents.document_id = disputes.document_id
    left join suspects
        on documents.document_key = suspects.document_key

),

final as (

    select
        {{ as_of_date() }} as as_of_date,
        described.company_id,
        described.customer_id,
        described.document_id,
        cast(described.instalment_number as integer) as instalment_number,
        described.document_type,
        described.document_number,
        described.segment,
        described.currency_code,
        described.base_currency_code,
        described.control_account,
        described.posting_date,
        described.issue_date,
        case when described.item_sign = 1 then described.due_date end as due_date,
        described.days_past_due,
        described.age_days,
        buckets.aging_bucket_code,
        cast(described.item_sign * described.amount as decimal(18, 4)) as gross_amount,
        described.open_amount,
        described.open_amount_base,
        described.is_disputed,
        described.assigned_date,
        described.assigned_to,
        described.has_recourse,
        described.instrument,
        described.maturity_date,
        described.attributes,
        {{ json_flags([
            ('missing_due_date', 'described.is_due_date_missing and described.item_sign = 1'),
            ('unknown_customer', 'coalesce(described.is_placeholder, true)'),
            ('unknown_company', 'described.base_currency_code is null'),
            ('missing_rate', 'described.open_amount_base is null'),
            ('is_allocation_suspect', 'described.is_allocation_suspect'),
        ]) }} as flags,
        described.file_hash,
        described.record_number
    from described
    left join buckets
        on described.item_sign = buckets.item_sign
        and coalesce(described.days_past_due, 0) >= buckets.from_days
        and coalesce(described.days_past_due, 0) < buckets.until_days

)

select * from final
