{# One row per open item at the as-of date; the open part of credits in its own bucket, never netted. #}

with

slices as (

    select * from {{ ref('int_slices') }}
    where posting_date <= {{ as_of_date() }}
        and close_date > {{ as_of_date() }}

),

balances as (

    select
        slices.document_key,
        slices.instalment_number,
        cast(sum(slices.amount) as decimal(18, 4)) as open_amount,
        cast(sum(slices.amount_base) as decimal(18, 4)) as open_amount_base
    from slices
    group by slices.document_key, slices.instalment_number
    having sum(slices.amount) <> 0

),

items as (

    select
        items.*,
        files.file_hash
    from {{ ref('int_items') }} as items
    inner join {{ ref('int_files') }} as files
        on items.file_id = files.file_id

),

-- what a source says of a document beside its balance: read only for what is open
details as (

    select * from {{ ref('int_documents_unioned') }}

),

customers as (

    select * from {{ ref('int_customers') }}

),

disputes as (

    select * from {{ ref('int_disputed_documents') }}

),

suspects as (

    select debit_key as document_key from {{ ref('int_rejected_allocations') }}
    where reject_code = 'after_over_allocation'

    union

    select credit_key as document_key from {{ ref('int_rejected_allocations') }}
    where reject_code = 'after_over_allocation'

),

buckets as (

    select * from {{ ref('dim_aging_buckets') }}

),

described as (

    select
        items.*,
        details.issue_date,
        details.received_date,
        details.assigned_date,
        details.assigned_to,
        details.has_recourse,
        details.instrument,
        details.maturity_date,
        details.attributes,
        balances.open_amount,
        balances.open_amount_base,
        case when items.item_sign = 1 then {{ days_between('items.due_date', as_of_date()) }} end as days_past_due,
        {{ days_between('items.posting_date', as_of_date()) }} as age_days,
        customers.segment,
        customers.is_placeholder,
        disputes.document_id is not null as is_disputed,
        suspects.document_key is not null as is_allocation_suspect
    from balances
    inner join items
        on balances.document_key = items.document_key
        and balances.instalment_number = items.instalment_number
    left join details
        on items.file_id = details.file_id
        and items.record_number = details.record_number
        and items.known_from = details.version_at
        and items.document_key = details.document_key
    left join customers
        on items.company_id = customers.company_id
        and items.customer_id = customers.customer_id
    left join disputes
        on items.company_id = disputes.company_id
        and items.document_id = disputes.document_id
    left join suspects
        on items.document_key = suspects.document_key

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
