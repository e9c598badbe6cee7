{#
    One row per version of a document or receipt that tax documents open, where seeds/ledger_sources.csv says that they do,
    in the columns of the canonical documents. A receipt is what a payment states of one document, in its currency.
#}

with

sources as (

    select * from {{ ref('ledger_sources') }}

),

states as (

    select
        *,
        coalesce(status in ('cancelled', 'substituted'), false) as is_void
    from {{ ref('int_tax_document_states') }}

),

documents as (

    select
        states.*,
        states.tax_document_id as opened_id,
        states.document_type as opened_type,
        states.issue_date as posting_date
    from states
    inner join sources
        on states.company_id = sources.company_id
        and sources.documents_source = 'tax'
    where states.document_type in ('invoice', 'debit_note', 'credit_note')
        and states.currency_code <> 'XXX'

),

opened as (

    select * from documents
    union all by name
    select * from {{ ref('int_tax_receipts') }}

),

customers as (

    select
        company_id,
        {{ plain_key('tax_id') }} as tax_key,
        min(customer_id) as customer_id
    from {{ ref('int_customers_unioned') }}
    where tax_id is not null
    group by company_id, {{ plain_key('tax_id') }}

),

final as (

    select
        -- keys
        opened.company_id,
        opened.opened_id as document_id,
        1 as instalment_number,

        -- codes and text
        opened.opened_type as document_type,
        opened.document_number,
        coalesce(customers.customer_id, opened.customer_tax_id, opened.tax_document_id)
            as customer_id,
        opened.currency_code,
        cast(null as varchar) as control_account,
        case when opened.is_void then 'void' else 'posted' end as status,
        case when opened.status in ('accepted', 'rejected') then opened.status end
            as acceptance_status,
        opened.assigned_to,
        cast(null as varchar) as instrument,

        -- amounts
        opened.amount,
        cast(null as decimal(18, 4)) as amount_base,
        opened.tax_amount,

        -- dates
        opened.posting_date,
        opened.issue_date,
        cast(null as date) as received_date,
        opened.due_date,
        case when opened.is_void then opened.status_date end as voided_date,
        case when opened.status in ('accepted', 'rejected') then opened.status_date end
            as acceptance_date,
        case when opened.status = 'assigned' then opened.status_date end as assigned_date,
        cast(null as date) as maturity_date,

        -- flags
        cast(null as boolean) as has_recourse,

        -- provenance
        opened.attributes,
        opened.recorded_by,
        opened.version_at,
        opened.source,
        opened.file_id,
        opened.file_hash,
        opened.record_number
    from opened
    left join customers
        on opened.company_id = customers.company_id
        and {{ plain_key('opened.customer_tax_id') }} = customers.tax_key

)

select * from final
